import { storeOf } from '$lib/store';

const kKey = 'onthaal.letters';

// The keys that are one letter, and whether they work: who speaks to the computer, or bumps keys, turns them off.
export class Keys {
  private readonly store = storeOf('localStorage');
  letters = $state(this.store?.getItem(kKey) !== 'off');

  set(on: boolean): void {
    this.letters = on;
    this.store?.setItem(kKey, on ? 'on' : 'off');
  }
}

// A letter typed in a field is text.
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]');
