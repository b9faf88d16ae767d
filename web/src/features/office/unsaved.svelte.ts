import { createContext } from 'svelte';

// Knows whether something was changed and not saved, and asks before it is lost.
export class Unsaved {
  // What goes on when one does not mind.
  asked = $state.raw<(() => void) | null>(null);
  private readonly watched = new Set<() => boolean>();

  get any(): boolean {
    return [...this.watched].some((isChanged) => isChanged());
  }

  // For a component: as long as it is there.
  watch(isChanged: () => boolean): void {
    $effect(() => {
      this.watched.add(isChanged);
      return () => this.watched.delete(isChanged);
    });
  }

  before(go: () => void): void {
    if (this.any) this.asked = go;
    else go();
  }

  answer(yes: boolean): void {
    const go = this.asked;
    this.asked = null;
    if (yes) go?.();
  }
}

export const [unsaved, giveUnsaved] = createContext<Unsaved>();
