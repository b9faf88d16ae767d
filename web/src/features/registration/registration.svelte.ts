import { api, Refused, type Registration as Saved, type Trouble } from '$lib/api/api';
import type { Intake } from '$lib/api/frames';
import { storeOf } from '$lib/store';
import { fromIntake, news, type Draft } from './draft';

const kSaveAfter = 700;
const kAgainAfter = 5_000;
type Calls = Pick<typeof api, 'registration' | 'saveRegistration'>;

// It is asked after the talk: the server's draft may be older.
const withoutSource = (intake: Intake): Intake => ({ ...intake, source: null });

// What an operator records about one talk. The server has it only once the talk ended: until then what was filled in
// stays in this tab, over what the visitor told.
export class Registration {
  state = $state<Saved['state'] | null>(null);
  status = $state<'none' | 'kept' | 'saving' | 'saved' | 'failed'>('none');
  // Its words are gone: nothing can be noted about it any more.
  isDeleted = $state(false);
  private base = $state.raw<Draft | null>(null);
  private touched = $state.raw<Partial<Draft>>({});
  readonly draft: Draft | null = $derived(this.base && { ...this.base, ...this.touched });

  hasBegun = false;
  private heard: Intake | null = null;
  private readonly key: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underway: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  constructor(
    readonly conversation: string,
    private readonly store = storeOf('sessionStorage'),
    private readonly calls: Calls = api,
  ) {
    this.key = `onthaal.registration.${conversation}`;
    try {
      this.touched = JSON.parse(store?.getItem(this.key) ?? '{}') as Partial<Draft>;
    } catch {
      this.touched = {};
    }
  }

  // The visitor told (more) about themselves.
  told(intake: Intake): void {
    const before = this.heard ?? withoutSource(intake);
    this.heard = intake;
    if (this.state === null) this.base = fromIntake(intake);
    else this.fill(before, intake);
  }

  // The talk ended, or an earlier one is opened again: the server has it now.
  async begin(): Promise<void> {
    if (this.hasBegun || this.isClosed) return;
    this.hasBegun = true;
    try {
      this.take(await this.calls.registration(this.conversation));
    } catch {
      this.hasBegun = false;
      this.status = 'failed';
      this.later(() => this.begin(), kAgainAfter);
      return;
    }
    if (this.heard) this.fill(withoutSource(this.heard), this.heard);
    if (Object.keys(this.touched).length) await this.save();
    else this.status = 'saved';
  }

  private fill(before: Intake, now: Intake): void {
    if (!this.draft || this.state === 'done') return;
    const change = news(this.draft, before, now);
    if (Object.keys(change).length) this.change(change);
  }

  change(change: Partial<Draft>): void {
    this.touched = { ...this.touched, ...change };
    this.keep();
    if (this.state === null) return;
    this.status = 'saving';
    this.later(() => this.save(), kSaveAfter);
  }

  // Gives what went wrong, if anything did.
  finish(state: 'done' | 'later'): Promise<Trouble | null> {
    clearTimeout(this.timer);
    return this.save(state);
  }

  // Nothing is left to record: nothing of it stays in this tab.
  forget(): void {
    this.touched = {};
    this.keep();
  }

  // Its visitor deleted the talk: what was written freely goes too, here and wherever it waits to be saved.
  deleted(): void {
    this.isDeleted = true;
    const { note: _, ...touched } = this.touched;
    this.touched = touched;
    if (this.base) this.base = { ...this.base, note: null };
    this.keep();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  // One after the other, so that an older draft never comes over a newer one.
  private save(state = this.state): Promise<Trouble | null> {
    const saved = this.underway.then(() => this.put(state));
    this.underway = saved;
    return saved;
  }

  private async put(state: Saved['state'] | null): Promise<Trouble | null> {
    if (!this.draft || state === null) return 'not_found';
    const sent = this.touched;
    const { note } = this.draft;
    this.status = 'saving';
    try {
      const saved = await this.calls.saveRegistration(this.conversation, { ...this.draft, state });
      const left = Object.entries(this.touched).filter(([field, value]) => sent[field as keyof Draft] !== value);
      this.touched = Object.fromEntries(left);
      this.keep();
      this.take(saved);
      this.status = 'saved';
      return null;
    } catch (error) {
      const trouble = error instanceof Refused ? error.code : 'internal';
      if (trouble === 'closed' && note !== null) {
        this.deleted();
        return this.put(state);
      }
      this.status = 'failed';
      if (state === this.state && trouble !== 'invalid' && trouble !== 'not_found') this.later(() => this.save(), kAgainAfter);
      return trouble;
    }
  }

  private take({ state, conversation: _, nickname: __, ...draft }: Saved): void {
    this.state = state;
    this.base = draft;
  }

  private later(what: () => Promise<unknown>, ms: number): void {
    clearTimeout(this.timer);
    if (!this.isClosed) this.timer = setTimeout(() => void what(), ms);
  }

  private keep(): void {
    try {
      if (Object.keys(this.touched).length) this.store?.setItem(this.key, JSON.stringify(this.touched));
      else this.store?.removeItem(this.key);
      if (this.state === null) this.status = 'kept';
    } catch {
      // A full or forbidden storage: then it stays in memory.
    }
  }
}
