import { Refused } from '$lib/api/api';
import type { CoachReason } from '$lib/api/frames';
import type { Live } from '$lib/live/live.svelte';
import { Conversation } from '$features/conversation/conversation.svelte';
import { Case } from './case.svelte';

// A talk in which a coordinator looks along: read only, with the whisper line beside it.
export class Coaching {
  readonly beside: Case;
  conversation = $state.raw<Conversation | null>(null);
  trouble = $state<Refused['code'] | null>(null);
  isBusy = $state(false);

  constructor(
    private readonly live: Live,
    readonly id: string,
    readonly operator: string,
    me: string,
  ) {
    this.beside = new Case(live, id, me);
  }

  async join(reason: CoachReason): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.trouble = null;
    try {
      await this.beside.join(reason);
      this.read();
    } catch (error) {
      this.trouble = error instanceof Refused ? error.code : 'internal';
    }
    this.isBusy = false;
  }

  // Who looks along already, on another page or before a reload, goes on reading.
  read(): void {
    this.conversation ??= new Conversation(this.live, this.id);
  }

  get isOver(): boolean {
    return this.conversation?.gone !== null && this.conversation !== null;
  }

  close(): void {
    if (this.conversation && !this.isOver) this.beside.leave().catch(() => undefined);
    this.conversation?.close();
    this.beside.close();
  }
}
