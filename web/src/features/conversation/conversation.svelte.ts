import type { Code, ConversationEvent, ConversationSignal, ConversationState, Message } from '$lib/api/frames';
import type { Entry } from '$lib/live/outbox.svelte';
import type { Event, Follower, Live, Signal, Snapshot } from '$lib/live/live.svelte';
import { apply } from './apply';

const kTypingLasts = 6_000;
const kTypingEvery = 3_000;
export const kLongestText = 4_000;

type Presence = { connected: boolean; at: string };

// One bubble: a message that the server has, or one that is still on its way.
export interface Bubble {
  id: string;
  at: string;
  mine: boolean;
  alias: string | null;
  text: string | null;
  entry: Entry | null;
}

// A conversation as one side of it sees it.
export class Conversation implements Follower {
  state = $state.raw<ConversationState | null>(null);
  otherTypes = $state(false);
  other = $state.raw<Presence | null>(null);
  // Access was lost, or never there.
  gone = $state<Code | null>(null);
  heard: ((message: Message) => void) | null = null;

  readonly stream: string;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private saidTypingAt = 0;

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
    const said = state.messages.map(({ id, number, at, from, alias, text }) => {
      // A client that names two messages the same must not break the page of the other side.
      const own = seen.has(id) ? `${id} ${number}` : id;
      seen.add(id);
      return { id: own, at, mine: from === state.me, alias, text, entry: null };
    });
    const underway = this.live.outbox.entries
      .filter((entry) => entry.stream === this.stream && entry.command === 'message.post' && !seen.has(entry.id))
      .map((entry) => ({
        id: entry.id,
        at: new Date(entry.at).toISOString(),
        mine: true,
        alias: null,
        text: 'text' in entry.data ? entry.data.text : '',
        entry,
      }));
    return [...said, ...underway];
  });

  post(text: string): void {
    this.typed(false);
    // Whatever goes wrong stands in the outbox, beside the text.
    this.live
      .command(this.stream, 'message.post', { conversation: this.id, text })
      .catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.live.command(this.stream, 'conversation.end', { conversation: this.id });
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
    this.live.signal(this.stream, on);
  }

  close(): void {
    clearTimeout(this.typingTimer);
    this.live.unfollow(this.stream);
  }

  snapshot(frame: Snapshot): void {
    this.state = frame.state as ConversationState;
    for (const { id } of this.state.messages) this.live.settle(id);
  }

  event(frame: Event): boolean {
    const next = this.state && apply(this.state, frame as ConversationEvent);
    if (!next) return false;
    const message = next.messages.length > (this.state?.messages.length ?? 0) ? next.messages.at(-1) : undefined;
    this.state = next;
    if (message && message.from !== next.me) {
      this.showTyping(false);
      this.heard?.(message);
    }
    return true;
  }

  signal(frame: Signal): void {
    const { signal, data } = frame as ConversationSignal;
    if (signal === 'place') {
      if (this.state?.state === 'waiting') this.state = { ...this.state, place: data.place };
    } else if (data.who !== this.state?.me) {
      if (signal === 'typing') this.showTyping(data.on);
      else this.other = { connected: data.connected, at: data.at };
    }
  }

  ended(code: Code): void {
    this.gone = code;
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
