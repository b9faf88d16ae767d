const kAgainAfter = 5_000;

// Something asked of the server, and asked again until it is there. What was there stays while it is asked anew.
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ask: () => Promise<T>) {}

  async load(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.value = await this.ask();
    } catch {
      this.timer = setTimeout(() => void this.load(), kAgainAfter);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
