import { wipe } from '$features/visit/visit';

// Where the exit leads: a page that says nothing about who comes there.
const kNeutral = 'https://nl.wikipedia.org/wiki/Hoofdpagina';
const kPresses = 3;
const kWithin = 5_000;

// Blanks the page at once, leaves nothing on this device, and replaces the page. `stop` ends what still runs here, so that
// it writes nothing after the wipe however long the next page takes.
export function leaveNow(stop: () => void): void {
  document.body.replaceChildren();
  document.title = '';
  stop();
  wipe();
  location.replace(kNeutral);
}

// Shift, alone, three times within five seconds.
export class ShiftExit {
  presses = $state(0);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private alone = false;

  constructor(private readonly leave: () => void) {}

  readonly keydown = (event: KeyboardEvent): void => {
    this.alone = event.key === 'Shift' && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!this.alone && event.key !== 'Shift') this.reset();
  };

  // Counted when it comes up: a capital letter is Shift with company.
  readonly keyup = (event: KeyboardEvent): void => {
    if (event.key !== 'Shift' || !this.alone) return;
    this.alone = false;
    if (this.presses === 0) this.timer = setTimeout(() => this.reset(), kWithin);
    this.presses += 1;
    if (this.presses >= kPresses) this.leave();
  };

  get left(): number {
    return kPresses - this.presses;
  }

  private reset(): void {
    clearTimeout(this.timer);
    this.presses = 0;
  }
}
