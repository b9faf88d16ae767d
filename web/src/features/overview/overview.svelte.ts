import { office, type Overview } from '$lib/api/office';
import { Loaded } from '$lib/api/loaded.svelte';

const kEvery = 60_000;
const kSettled = 1_500;

// Today in numbers. Asked again shortly after something happened on the line, and once a minute.
export class Today extends Loaded<Overview> {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(slug: string) {
    super(() => office.overview(slug));
    $effect(() => {
      const every = setInterval(() => void this.look(), kEvery);
      return () => {
        clearInterval(every);
        clearTimeout(this.timer);
      };
    });
  }

  somethingHappened(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), kSettled);
  }
}
