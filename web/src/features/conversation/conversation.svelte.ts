import type {
  Card,
  Closing,
  Code,
  ConversationEvent,
  ConversationSignal,
  ConversationState,
  IntakeGiveData,
  Message,
  Range,
} from '$lib/api/frames';
import type { Entry } from '$lib/live/outbox.svelte';
import type { Event, Follower, Live, Signal, Snapshot } from '$lib/live/live.svelte';
import { apply } from './apply';

const kTypingLasts = 6_000;
const kTypingEvery = 3_000;
const kSeenEvery = 1_000;
export const kLongestText = 4_000;

type Presence = { connected: boolean; at: string };
type Timer = ReturnType<typeof setTimeout> | undefined;

// One bubble: a message that the server has, or one that is still on its way.
export interface Bubble {
  id: string;
  number: number | null;
  at: string;
  mine: boolean;
  alias: string | null;
  text: string | null;
  replyTo: number | null;
  card: Card | null;
  isRedacted: boolean;
  entry: Entry | null;
}

// A conversation as one side of it sees it.
export class Conversation implements Follower {
  state = $state.raw<ConversationState | null>(null);
  otherTypes = $state(false);
  other = $state.raw<Presence | null>(null);
  // Up to which number the visitor has seen it, as their page last said. Only operators are told.
  seenByVisitor = $state(0);
  // Access was lost, or never there.
  gone = $state<Code | null>(null);
  heard: ((message: Message) => void) | null = null;
  // Grows when something may have been agreed with this visitor before.
  brought = $state(0);

  readonly stream: string;
  private typingTimer: Timer;
  private saidTypingAt = 0;
  private seen = 0;
  private saidSeen = 0;
  private seenTimer: Timer;

  constructor(
    private readonly live: Live,
    readonly id: string,
  ) {
    this.stream = `conversation:${id}`;
    live.follow(this.stream, this);
  }

  readonly bubbles: Bubble[] = $derived.by(() => {
    const state = this.state;
    if (!state) return [];
    const seen = new Set<string>();
    const said = state.messages.map(({ id, number, at, from, alias, text, reply_to, card, redacted }) => {
      // A client that names two messages the same must not break the page of the other side.
      const own = seen.has(id) ? `${id} ${number}` : id;
      seen.add(id);
      const isRedacted = redacted !== undefined;
      return { id: own, number, at, mine: from === this.side, alias, text, replyTo: reply_to, card, isRedacted, entry: null };
    });
    const underway = this.live.outbox.entries
      .filter((entry) => entry.stream === this.stream && entry.command === 'message.post' && !seen.has(entry.id))
      .map((entry) => ({
        id: entry.id,
        number: null,
        at: new Date(entry.at).toISOString(),
        mine: true,
        alias: null,
        text: 'text' in entry.data ? entry.data.text : '',
        replyTo: 'reply_to' in entry.data ? (entry.data.reply_to ?? null) : null,
        card: null,
        isRedacted: false,
        entry,
      }));
    return [...said, ...underway];
  });

  // Who took it over from somebody else, and before which bubble; after the last one: before none.
  readonly tookOver: { number: number; operator: string; before: Bubble | undefined }[] = $derived.by(() => {
    const taken = this.state?.taken ?? [];
    return taken
      .filter(({ operator }, index) => index > 0 && operator !== taken[index - 1]!.operator)
      .map(({ number, operator }) => {
        const before = this.bubbles.find((bubble) => bubble.number === null || bubble.number > number);
        return { number, operator, before };
      });
  });

  // Who looks along sees it as the operator does.
  private get side(): 'visitor' | 'operator' {
    return this.state?.me === 'visitor' ? 'visitor' : 'operator';
  }

  // Given back: it waits again, and the visitor may go on writing.
  get isGivenBack(): boolean {
    return this.state?.state === 'waiting' && this.state.accepted_at !== null;
  }

  // Whatever goes wrong stands in the outbox, beside the text. `card` names a place.
  post(text: string, { replyTo, card }: { replyTo?: number | null; card?: string } = {}): void {
    this.typed(false);
    const data = { conversation: this.id, text, ...(replyTo ? { reply_to: replyTo } : {}), ...(card ? { card } : {}) };
    this.live.command(this.stream, 'message.post', data).catch(() => undefined);
  }

  async end(closing?: Closing): Promise<void> {
    const data = { conversation: this.id, ...(closing ? { closing } : {}) };
    await this.live.command(this.stream, 'conversation.end', data);
  }

  async extend(): Promise<void> {
    await this.live.command(this.stream, 'conversation.extend', { conversation: this.id });
  }

  async setAside(): Promise<void> {
    await this.live.command(this.stream, 'conversation.set_aside', { conversation: this.id });
  }

  async giveBack(): Promise<void> {
    await this.live.command(this.stream, 'conversation.give_back', { conversation: this.id });
  }

  async want(wants: 'medical' | null): Promise<void> {
    await this.live.command(this.stream, 'conversation.want', { conversation: this.id, wants });
  }

  // What is left out stays as it was; null takes it away.
  async giveIntake(given: Omit<IntakeGiveData, 'conversation'>): Promise<void> {
    await this.live.command(this.stream, 'intake.give', { conversation: this.id, ...given });
  }

  // Operators and coordinators: these parts of a message go, for both sides.
  async redact(number: number, ranges: Range[]): Promise<void> {
    await this.live.command(this.stream, 'message.redact', { conversation: this.id, number, ranges });
  }

  retry(entry: Entry): void {
    this.live.retry(entry.id);
  }

  forget(entry: Entry): void {
    this.live.outbox.drop(entry.id);
  }

  typed(on: boolean): void {
    const now = Date.now();
    if (on ? now - this.saidTypingAt < kTypingEvery : this.saidTypingAt === 0) return;
    this.saidTypingAt = on ? now : 0;
    this.live.signal(this.stream, 'typing', { on });
  }

  // The visitor has this message before their eyes. Said to the operator, at most once a second.
  saw(number: number): void {
    this.seen = Math.max(this.seen, number);
    if (this.seen > this.saidSeen && !this.seenTimer) this.saySeen();
  }

  close(): void {
    clearTimeout(this.typingTimer);
    clearTimeout(this.seenTimer);
    this.live.unfollow(this.stream);
  }

  snapshot(frame: Snapshot): void {
    this.state = frame.state as ConversationState;
    this.brought += 1;
    for (const { id } of this.state.messages) this.live.settle(id);
  }

  event(frame: Event): boolean {
    const next = this.state && apply(this.state, frame as ConversationEvent);
    if (!next) return false;
    const message = next.messages.length > (this.state?.messages.length ?? 0) ? next.messages.at(-1) : undefined;
    this.state = next;
    if (frame.event === 'plan.brought') this.brought += 1;
    if (next.operator === null && next.me === 'visitor') this.other = null;
    if (message && message.from !== next.me) {
      this.showTyping(false);
      this.heard?.(message);
    }
    return true;
  }

  signal(frame: Signal): void {
    const { signal, data } = frame as ConversationSignal;
    if (signal === 'place') {
      if (this.state?.state === 'waiting') this.state = { ...this.state, place: data.place, wait: data.wait };
    } else if (data.who !== this.side) {
      if (signal === 'typing') this.showTyping(data.on);
      else if (signal === 'seen') this.seenByVisitor = Math.max(this.seenByVisitor, data.number);
      else this.met({ connected: data.connected, at: data.at });
    }
  }

  ended(code: Code): void {
    this.gone = code;
  }

  private met(other: Presence): void {
    this.other = other;
    if (!other.connected || this.state?.me !== 'visitor' || this.seen === 0) return;
    // Nobody keeps what was seen: who comes does not know it.
    this.saidSeen = 0;
    if (!this.seenTimer) this.saySeen();
  }

  private saySeen(): void {
    this.saidSeen = this.seen;
    this.live.signal(this.stream, 'seen', { number: this.seen });
    this.seenTimer = setTimeout(() => {
      this.seenTimer = undefined;
      if (this.seen > this.saidSeen) this.saySeen();
    }, kSeenEvery);
  }

  private showTyping(on: boolean): void {
    clearTimeout(this.typingTimer);
    this.otherTypes = on;
    if (on) this.typingTimer = setTimeout(() => (this.otherTypes = false), kTypingLasts);
  }
}

// As the server takes it: trimmed, and no control characters other than new line and tab, nor half a character.
export function cleaned(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu, '').trim();
}

export const lengthOf = (text: string): number => [...text].length;
