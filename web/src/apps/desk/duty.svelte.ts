import { untrack } from 'svelte';
import type { LineState } from '$lib/api/frames';
import { storeOf } from '$lib/store';
import type { Duty, Queue } from '$features/queue/queue.svelte';

const kSaidEvery = 15_000;
const kAskedAfter = 15 * 60_000;
const kEndsAfter = 20 * 60_000;
const kLook = 1_000;
const kSign = 'onthaal.sign';

export type OnDuty = LineState['team'][number];

// What being on duty asks of a page: it tells that somebody is really there, asks when nobody seems to be, and says why
// it ended. Real input only: a page that lies open alone keeps no line open.
export class DutyWatch {
  // How long until duty ends, while it is asked whether somebody is there.
  endsIn = $state<number | null>(null);
  // It ended by itself: the line closed, or nobody was there.
  ended = $state<'closed' | 'quiet' | null>(null);
  offersPause = $state(false);
  reason = $state('');
  private readonly store = storeOf('localStorage');
  private saidAt = 0;
  private before: Duty = 'off';
  private isMine = false;

  constructor(
    private readonly queue: Queue,
    private readonly alive: () => Promise<unknown>,
    private readonly sound: () => void,
  ) {
    $effect(() => {
      const { duty, state } = this.queue;
      if (state) untrack(() => this.follow(duty, state));
    });
    $effect(() => {
      const sign = () => this.sign();
      const kinds = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
      for (const kind of kinds) addEventListener(kind, sign, { capture: true, passive: true });
      const timer = setInterval(() => this.look(), kLook);
      return () => {
        for (const kind of kinds) removeEventListener(kind, sign, { capture: true });
        clearInterval(timer);
      };
    });
  }

  get me(): OnDuty | undefined {
    return this.queue.mine;
  }

  // I stop, pause or go on: what follows is no surprise.
  chosen(): void {
    this.isMine = true;
    this.ended = null;
    this.offersPause = false;
    this.sign();
  }

  // Somebody is there.
  sign(): void {
    const now = Date.now();
    if (now - this.saidAt < kSaidEvery && this.endsIn === null) return;
    this.saidAt = now;
    this.endsIn = null;
    this.store?.setItem(kSign, String(now));
    if (this.queue.duty !== 'off') this.alive().catch(() => undefined);
  }

  private look(): void {
    if (this.queue.duty === 'off') {
      this.endsIn = null;
      return;
    }
    // Another tab of mine may have seen me.
    const last = Math.max(this.saidAt, Number(this.store?.getItem(kSign) ?? 0));
    const quiet = Date.now() - last;
    if (quiet >= kAskedAfter && this.endsIn === null) this.sound();
    this.endsIn = quiet >= kAskedAfter ? Math.max(0, kEndsAfter - quiet) : null;
  }

  private follow(duty: Duty, state: LineState): void {
    if (this.before === 'off' && duty !== 'off') this.sign();
    if (this.before !== 'off' && duty === 'off' && !this.isMine) this.ended = state.opening.why === 'hours' ? 'closed' : 'quiet';
    if (duty !== 'paused') this.reason = '';
    if (duty !== this.before) this.isMine = false;
    this.before = duty;
  }
}
