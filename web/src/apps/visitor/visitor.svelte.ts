import { api, Refused, type Line, type Trouble } from '$lib/api/api';
import { visitorApi, type Label } from '$lib/api/visitor';
import { words, t } from '$lib/i18n/visitor';
import type { Live } from '$lib/live/live.svelte';
import type { Conversation } from '$features/conversation/conversation.svelte';
import { Prover } from '$features/visit/proof';
import { clear, comeBack, kept, kPlan, remember, resume, start, store, type Kept, type Wish } from '$features/visit/visit';

export type Stage =
  | 'loading'
  | 'unknown'
  | 'unreachable'
  | 'closed'
  | 'full'
  | 'refused'
  | 'welcome'
  | 'return'
  | 'coded'
  | 'inside'
  | 'over'
  | 'version';
type Inside = typeof import('./inside');
type Rare = typeof import('./rare');
type Second = typeof import('$features/second/rare');
const kRetryAfter = 4_000;
const kLookAgain = 45_000;
const kNobody: Wish = { nickname: '', register: 'nl', who: null, topic: null };

// The visitor's page: where it stands, and what brings it further.
export class Visitor {
  line = $state.raw<Line | null>(null);
  // What is shown from the waiting room on; it is loaded when a visit starts.
  inside = $state.raw<Inside | null>(null);
  live = $state.raw<Live | null>(null);
  conversation = $state.raw<Conversation | null>(null);
  // The talk on another line that this one is being handed to; and the one that it came from.
  second = $state.raw<Conversation | null>(null);
  before = $state.raw<Conversation | null>(null);
  // What a code of an appointment or a plan opened.
  coded = $state.raw<{ second: Second; page: Awaited<ReturnType<Second['look']>> } | null>(null);
  // What is shown of return codes; loaded with the first.
  rare = $state.raw<Rare | null>(null);
  // What was asked for last; outlives the wipe of the device, not the page.
  wish = $state.raw<Wish>(kNobody);
  crowded = $state(false);
  // The plan that comes along, as long as this page is open.
  plan = $state.raw<{ second: Second; code: string } | null>(null);
  readonly prover: Prover;
  token: string | null = null;
  private loading: Promise<Inside> | null = null;
  private reached = $state<Stage>('loading');
  private isBooting = false;
  private hasMissed = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly slug: string) {
    this.prover = new Prover(slug);
  }

  get stage(): Stage {
    if (this.reached !== 'inside') return this.reached;
    const over = this.live?.overBy;
    if (over) return over === 'unsupported_version' ? 'version' : 'over';
    if (this.conversation?.gone) return 'over';
    return this.conversation?.state ? 'inside' : 'loading';
  }

  async boot(): Promise<void> {
    if (this.isBooting) return;
    this.isBooting = true;
    clearTimeout(this.retryTimer);
    const before = kept(this.slug);
    if (before) this.wish = before;
    try {
      await words.load(before?.register ?? (words.register === 'en' ? 'en' : 'nl'));
      const [line, visit] = await Promise.all([api.line(this.slug), resume(this.slug), this.lookForPlan()]);
      this.line = line;
      if (visit) {
        if (await this.enter(visit)) this.bringPlan();
      } else {
        this.toStart();
      }
    } catch (error) {
      this.failed(error);
    }
    this.isBooting = false;
  }

  // Gives what went wrong, if anything did.
  async begin(wish: Wish): Promise<Trouble | null> {
    this.wish = wish;
    this.crowded = false;
    this.load().catch(() => undefined);
    const trouble = await this.tryTo(() => start(this.slug, wish, this.prover, () => (this.crowded = true)));
    if (!trouble) this.bringPlan();
    return trouble;
  }

  // The next talk goes with the plan whose code was entered; or with none.
  withPlan(code: string | null): void {
    const { second } = this.plan ?? this.coded ?? {};
    second?.keepPlan(this.slug, code);
    this.plan = second && code ? { second, code } : null;
    this.toStart();
  }

  // What was entered before a reload.
  private async lookForPlan(): Promise<void> {
    if (!store?.getItem(kPlan)) return;
    const second = await import('$features/second/rare').catch(() => null);
    const code = second?.planKept(this.slug);
    if (second && code) this.plan = { second, code };
  }
  private bringPlan(): void {
    void this.plan?.second.bring(this.slug, this.token ?? '', this.plan.code, this.prover);
  }

  // Each code of a visit goes on with its talk while that is open, and then leads to what was agreed in it. A plan has
  // one of its own.
  async return(code: string): Promise<Trouble | null> {
    const trouble = code < '9' ? await this.byCode(code) : 'not_found';
    return trouble === 'not_found' ? this.look(code) : trouble;
  }

  // The code of an appointment, at its time.
  open = async (code: string): Promise<Trouble | null> => this.byCode(code, this.coded?.second.open);

  async look(code: string): Promise<Trouble | null> {
    try {
      const second = await import('$features/second/rare');
      this.coded = { second, page: await second.look(code, this.prover, words.register) };
      this.reached = 'coded';
      return null;
    } catch (error) {
      return error instanceof Refused ? error.code : 'unreachable';
    }
  }

  private async byCode(code: string, by?: Second['open']): Promise<Trouble | null> {
    this.plan = null;
    return this.tryTo(async () => {
      const visit = await comeBack(code, this.prover, by);
      if (visit.slug !== this.slug) location.replace(`/${visit.slug}`);
      return visit;
    });
  }

  // Into the queue once more, with what was told before.
  async queueAgain(): Promise<Trouble | null> {
    const { intake, nickname } = this.conversation?.state ?? {};
    const { who, topic } = intake ?? this.wish;
    this.live?.stop();
    clear();
    const again = { nickname: nickname ?? this.wish.nickname, register: words.register, who, topic };
    const trouble = await this.begin(again);
    if (!trouble && intake && (intake.age || intake.gender || intake.question)) {
      const { age, gender, question } = intake;
      this.conversation?.giveIntake({ age, gender, question }).catch(() => undefined);
    }
    return trouble;
  }

  // The talk is over: it stays on the screen, and nothing of it on the device. A closed tab that is opened again shows none
  // of it.
  forget(): void {
    this.live?.outbox.forget();
    const isAbusive = this.conversation?.state?.closing === 'boundary';
    if (this.token) remember(this.token, isAbusive).catch(() => undefined);
    clear();
  }

  // Back to the start, with nothing left of the talk.
  restart(): void {
    this.live?.stop();
    clear();
    this.live = null;
    this.conversation = null;
    this.token = null;
    this.wish = kNobody;
    this.coded = this.plan = null;
    this.reached = 'loading';
    void this.boot();
  }

  // The exit button: says so, and stops all that would still write on this device.
  readonly exit = (): void => {
    const token = this.token ?? kept(this.slug)?.token;
    if (token) visitorApi.exit(token).catch(() => undefined);
    this.live?.stop();
  };

  async toReturn(): Promise<void> {
    const from = this.reached;
    await this.loadRare().catch(() => this.missed());
    if (this.rare && this.reached === from) this.reached = 'return';
  }

  async loadRare(): Promise<void> {
    const rare = await import('./rare');
    await rare.speak(words.register);
    this.rare = rare;
  }

  toStart(): void {
    const { open, full } = this.line ?? { open: true, full: false };
    this.reached = !open ? 'closed' : full ? 'full' : 'welcome';
  }

  // Whether the line is open is told as long as nobody is in a talk. Who is filling in the form keeps it: the server
  // decides at the click.
  async lookAgain(): Promise<void> {
    // A copy while the network is away: so it is looked at again.
    const line = await api.line(this.slug).catch(() => this.line && { ...this.line });
    if (!line || line.slug !== (this.line ?? line).slug) return;
    this.line = line;
    if (this.reached === 'closed' || this.reached === 'full') this.toStart();
  }
  get looksIn(): number | null {
    if (!['closed', 'full', 'welcome'].includes(this.reached)) return null;
    const { until, next } = this.line?.opening ?? {};
    const moments = [until, next].map((at) => (at ? Date.parse(at) - Date.now() : 0)).filter((left) => left > 0);
    return Math.min(kLookAgain, ...moments) * (1 + Math.random() / 10);
  }

  returnCode = async (): Promise<string> => (await visitorApi.returnCode(this.token ?? '')).code;
  rate = async (rating: Parameters<typeof visitorApi.rate>[1]): Promise<null> =>
    visitorApi.rate(this.token ?? '', rating);

  // The line's own words where it has them.
  own(text: keyof Line['texts'], ours: string): string {
    return labelOf(this.line?.texts[text]) || ours;
  }

  private async tryTo(go: () => Promise<Kept>): Promise<Trouble | null> {
    try {
      return (await this.enter(await go())) ? null : 'unreachable';
    } catch (error) {
      const code = error instanceof Refused ? error.code : 'internal';
      if ((code === 'closed' || code === 'full' || code === 'refused') && this.reached !== 'coded') {
        this.reached = code;
        if (code !== 'refused') void this.lookAgain();
      }
      return code;
    } finally {
      this.crowded = false;
    }
  }

  // False where the rest of the page could not be had.
  private async enter(visit: Kept): Promise<boolean> {
    if (visit.register !== words.register) await words.load(visit.register);
    try {
      this.inside = await this.load();
    } catch {
      this.missed();
      return false;
    }
    this.live?.stop();
    this.token = visit.token;
    const { live, conversation } = this.inside.open(visit);
    this.live = live;
    this.second = null;
    this.before = null;
    this.goOn(conversation);
    live.start();
    this.reached = 'inside';
    return true;
  }

  // The talk goes on in this one.
  goOn(conversation: Conversation): void {
    this.conversation = conversation;
    conversation.heard = () => {
      if (document.hidden) document.title = `● ${t('page.title')}`;
    };
  }

  // What the page shows of a line is of the one that the talk is on.
  async toLine(slug: string): Promise<void> {
    if (slug === this.line?.slug) return;
    this.line = await api.line(slug).catch(() => this.line);
  }

  private load(): Promise<Inside> {
    this.loading ??= import('./inside').catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  // Where the rest of the page cannot be had although the server answers, a newer page took its place.
  private missed(): void {
    if (this.hasMissed) this.reached = 'version';
    else this.failed(null);
    this.hasMissed = true;
  }

  private failed(error: unknown): void {
    if (error instanceof Refused && error.code === 'not_found') {
      this.reached = 'unknown';
      return;
    }
    this.reached = 'unreachable';
    this.retryTimer = setTimeout(() => void this.boot(), kRetryAfter * (1 + Math.random() / 2));
  }
}

// A text of the line in the register of this page.
export function labelOf(label: Label | undefined): string {
  return label?.[words.register] || label?.nl || '';
}
