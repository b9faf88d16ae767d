import { storeOf } from '$lib/store';

const kKey = 'onthaal.sound';
const kFront = 'onthaal.front';

// Two soft tones, made here: no file, no request. A browser lets a page sound only after somebody touched it.
export class Sound {
  private readonly store = storeOf('localStorage');
  on = $state(this.store?.getItem(kKey) !== 'off');
  // Whether somebody said that they heard it, in this tab.
  wasHeard = $state(false);
  private context: AudioContext | null = null;
  private readonly tab: string = crypto.randomUUID();

  set(on: boolean): void {
    this.on = on;
    this.store?.setItem(kKey, on ? 'on' : 'off');
  }

  toggle(): void {
    this.set(!this.on);
    // Switching it on is the test of it.
    if (this.on) this.test();
  }

  test(): void {
    this.tones([660, 880], 0.18);
  }

  // Of ten tabs only the one that was used last sounds.
  comesToFront(): void {
    this.store?.setItem(kFront, this.tab);
  }

  leaves(): void {
    if (this.store?.getItem(kFront) === this.tab) this.store.removeItem(kFront);
  }

  close(): void {
    this.leaves();
    void this.context?.close();
    this.context = null;
  }

  // Somebody waits.
  came(): void {
    if (this.isFront) this.test();
  }

  // A message in a talk that is not in front.
  message(): void {
    if (this.isFront) this.tones([520], 0.08);
  }

  private get isFront(): boolean {
    return [null, undefined, this.tab].includes(this.store?.getItem(kFront));
  }

  private tones(heights: number[], loudness: number): void {
    if (!this.on) return;
    this.context ??= new AudioContext();
    const context = this.context;
    void context.resume();
    heights.forEach((height, index) => {
      const at = context.currentTime + index * 0.18;
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = height;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.45);
    });
  }
}
