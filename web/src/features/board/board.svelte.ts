import { Loaded } from '$lib/api/loaded.svelte';
import { office, type Notice } from '$lib/api/office';
import type { LineState } from '$lib/api/frames';
import { Today } from '$features/overview/overview.svelte';

const kEvery = 60_000;

// What the board asks for beside the line's stream. Asked again after something happened on the line, and by itself: a
// board that hangs on a wall for weeks never reloads.
export class BoardFigures {
  readonly today: Today;
  readonly notices: Loaded<Notice[]>;

  constructor(slug: string, line: () => LineState | null) {
    this.today = new Today(slug);
    this.notices = new Loaded(async () => (await office.notices(slug)).notices);
    $effect(() => {
      if (!line()) return;
      this.today.somethingHappened();
      void this.notices.look();
    });
    $effect(() => {
      const every = setInterval(() => void this.notices.look(), kEvery);
      return () => clearInterval(every);
    });
  }

  // Once the network is back.
  lookAgain(): void {
    void this.today.look();
    void this.notices.look();
  }
}
