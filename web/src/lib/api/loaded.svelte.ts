import { Refused, type Trouble } from './api';

export const troubleOf = (error: unknown): Trouble => (error instanceof Refused ? error.code : 'internal');

// Whether that was wrong with that field.
export const isWrong = (error: unknown, field: string, problem: string): boolean =>
  error instanceof Refused && error.fields.some((one) => one.field === field && one.problem === problem);

// Something that is asked of the server: not there yet, there, or why not. What was there stays while it is asked again.
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  trouble = $state<Trouble | null>(null);
  isLooking = $state(false);
  // Plain: an effect that asks must not run again because it asked.
  private isAsked = false;
  // What changed while the answer was on its way may not be in it.
  private isOutdated = false;

  constructor(private readonly ask: () => Promise<T>) {
    void this.look();
  }

  async look(): Promise<void> {
    if (this.isAsked) {
      this.isOutdated = true;
      return;
    }
    this.isLooking = this.isAsked = true;
    do {
      this.isOutdated = false;
      try {
        this.value = await this.ask();
        this.trouble = null;
      } catch (error) {
        this.trouble = troubleOf(error);
      }
    } while (this.isOutdated);
    this.isLooking = this.isAsked = false;
  }
}

const kAgainAfter = 5_000;

// What nobody needs to ask again for: that is done until it is there.
export class Insisted<T> extends Loaded<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;

  override async look(): Promise<void> {
    clearTimeout(this.timer);
    await super.look();
    if (this.trouble && !this.isStopped) this.timer = setTimeout(() => void this.look(), kAgainAfter);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }
}
