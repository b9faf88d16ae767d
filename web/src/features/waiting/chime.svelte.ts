// A soft sound for who waits. Browsers let a page sound only after a tap: that on the box that asks for it.
export class Chime {
  wanted = $state(false);
  private context: AudioContext | null = null;

  // Called by the tap itself. It sounds once, so that one knows what to listen for.
  want(on: boolean): void {
    this.wanted = on;
    if (on) {
      this.context ??= new AudioContext();
      void this.context.resume();
      this.play();
    } else {
      void this.context?.close();
      this.context = null;
    }
  }

  play(): void {
    const context = this.context;
    if (!context) return;
    for (const [index, height] of [523, 659, 784].entries()) {
      const at = context.currentTime + index * 0.22;
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = height;
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(0.15, at + 0.03);
      gain.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.65);
    }
  }
}
