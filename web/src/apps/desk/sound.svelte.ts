import { storeOf } from '$lib/store';

const kKey = 'onthaal.sound';

// Two soft tones, made here: no file, no request. A browser lets a page sound only after somebody touched it.
export class Sound {
  private readonly store = storeOf('localStorage');
  on = $state(this.store?.getItem(kKey) !== 'off');
  private context: AudioContext | null = null;

  toggle(): void {
    this.on = !this.on;
    this.store?.setItem(kKey, this.on ? 'on' : 'off');
    // Switching it on is the test of it.
    if (this.on) this.came();
  }

  // Somebody waits.
  came(): void {
    this.tones([660, 880], 0.18);
  }

  // A message in a talk that is not in front.
  message(): void {
    this.tones([520], 0.08);
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
