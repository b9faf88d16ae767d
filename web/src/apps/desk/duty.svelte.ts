import { untrack } from 'svelte';
import type { LineState } from '$lib/api/frames';
import { storeOf } from '$lib/store';
import type { Duty, Queue } from '$features/queue/queue.svelte';
import { here } from '$features/session/attend';

const kSaidEvery = 15_000;
const kAskedAfter = 15 * 60_000;
const kEndsAfter = 20 * 60_000;
const kAway = 5 * 60_000;
const kLook = 1_000;
const kSign = 'onthaal.sign';

export type OnDuty = LineState['team'][number];

// What being on duty asks of a page: it tells that somebody is really there, asks when nobody seems to be, and says why
// it ended. Real input only: a page that lies open alone keeps no line open.
export class DutyWatch {
  // How long until duty ends, while it is asked whether somebody is there.
  endsIn = $state<number | null>(null);
  // It ended by itself.
  hasEnded = $state(false);
  offersPause = $state(false);
  reason = $state('');
  private readonly store = storeOf('localStorage');
  private saidAt = 0;
  private before: Duty = 'off';
  private isMine = false;
  private wasQuiet = false;

  constructor(
    private readonly queue: Queue,
    private readonly alive: () => Promise<unknown>,
    private readonly sound: () => void,
  ) {
    $effect(() => {
      const { duty, state } = this.queue;
      if (state) untrack(() => this.follow(duty));
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

  // Why: the line closed (which may be told a moment later), or nobody was there. Null: I stopped in another tab.
  get ended(): 'closed' | 'quiet' | null {
    const opening = this.queue.state?.opening;
    if (!this.hasEnded || !opening) return null;
    if (opening.state === 'closed' && opening.why === 'hours') return 'closed';
    return this.wasQuiet ? 'quiet' : null;
  }

  // I stop, pause or go on: an end that I asked for is no surprise.
  chosen(duty: Duty): void {
    this.isMine = duty === 'off';
    this.hasEnded = false;
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

  // How long nobody was seen. Another tab of mine may have seen me.
  private get quiet(): number {
    return Date.now() - Math.max(this.saidAt, Number(this.store?.getItem(kSign) ?? 0));
  }

  private look(): void {
    if (this.queue.duty === 'off') {
      this.endsIn = null;
      return;
    }
    here(); // being on duty is use: nobody is logged out by silence in the middle of a talk
    const { quiet } = this;
    if (quiet >= kAskedAfter && this.endsIn === null) this.sound();
    this.endsIn = quiet >= kAskedAfter ? Math.max(0, kEndsAfter - quiet) : null;
  }

  private follow(duty: Duty): void {
    if (this.before === 'off' && duty !== 'off') this.sign();
    if (this.before !== 'off' && duty === 'off' && !this.isMine) {
      this.hasEnded = true;
      this.wasQuiet = this.quiet > kAway;
    }
    if (duty !== 'paused') this.reason = '';
    if (duty !== this.before) this.isMine = false;
    this.before = duty;
  }
}
