import { Refused, type Trouble } from '$lib/api/api';

export const troubleOf = (error: unknown): Trouble => (error instanceof Refused ? error.code : 'internal');

// Something that is asked of the server: not there yet, there, or why not. What was there stays while it is asked again.
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  trouble = $state<Trouble | null>(null);
  isLooking = $state(false);

  constructor(private readonly ask: () => Promise<T>) {
    void this.look();
  }

  async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      this.value = await this.ask();
      this.trouble = null;
    } catch (error) {
      this.trouble = troubleOf(error);
    }
    this.isLooking = false;
  }
}
