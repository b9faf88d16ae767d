import type { Guide, Rules } from '$lib/api/api';
import type { Live } from '$lib/live/live.svelte';
import { Case } from '$features/cases/case.svelte';
import { cleaned, Conversation, type Bubble } from '$features/conversation/conversation.svelte';
import { Registration } from '$features/registration/registration.svelte';

const kSilentAfter = 4 * 60_000;
const kLostAfter = 3 * 60_000;
const kAsideAfter = 5 * 60_000;

// What the desk would do now, in the order of the proposals.
export type Proposal = 'extend' | 'silent';

// One talk on the desk: the conversation, what is being written in it, and what is recorded about it.
export class Talk {
  readonly conversation: Conversation;
  readonly registration: Registration;
  // What staff alone know of it.
  readonly beside: Case;
  draft = $state('');
  reply = $state.raw<Bubble | null>(null);
  unread = $state(0);
  // What stands beside it, which guide is open, at which partner a moment is looked for, and about which message help is
  // being asked.
  side = $state<'registration' | 'consult' | 'guide' | 'later'>('registration');
  guide = $state<Guide['kind'] | null>(null);
  partner = $state<string | null>(null);
  help = $state.raw<{ number: number | null; text: string } | null>(null);
  panel = $state<'refer' | 'pass' | 'end' | 'phrases' | 'places' | null>(null);

  constructor(
    live: Live,
    readonly id: string,
    alias: string,
  ) {
    this.conversation = new Conversation(live, id);
    this.registration = new Registration(id);
    this.beside = new Case(live, id, alias);
  }

  get isActive(): boolean {
    return this.conversation.state?.state === 'active' && !this.conversation.gone;
  }

  // Somebody of another line is on the way: until that person has greeted, one stays.
  get isHanded(): boolean {
    const { state } = this.conversation.state?.handover ?? {};
    return this.isActive && (state === 'agreed' || state === 'taken');
  }

  // To another line or to a colleague: one at a time, and not while the visitor is asked.
  get canGive(): boolean {
    return this.isActive && !this.isHanded && this.conversation.state?.handover?.state !== 'asked';
  }

  // Since when the visitor is not connected; nothing while they are.
  get awaySince(): string | null {
    const { other } = this.conversation;
    return this.isActive && other && !other.connected ? other.at : null;
  }

  isLost(now: number): boolean {
    return this.awaySince !== null && now - Date.parse(this.awaySince) > kLostAfter;
  }

  canSetAside(now: number): boolean {
    return this.awaySince !== null && now - Date.parse(this.awaySince) >= kAsideAfter;
  }

  proposals(now: number, rules: Rules | undefined): Proposal[] {
    if (!this.isActive) return [];
    const guide = this.conversation.state?.guide_ends_at;
    const proposed: Proposal[] = [];
    if (guide && rules && now >= Date.parse(guide) - rules.notice_minutes * 60_000) proposed.push('extend');
    if (this.isSilent(now)) proposed.push('silent');
    return proposed;
  }

  // There, but nothing was said since the operator's last words.
  private isSilent(now: number): boolean {
    const { state, other, otherTypes } = this.conversation;
    const last = state?.messages.at(-1);
    if (!last || last.from === 'visitor' || otherTypes || !other?.connected) return false;
    return now - Math.max(Date.parse(last.at), Date.parse(other.at)) >= kSilentAfter;
  }

  isOverTime(now: number): boolean {
    const guide = this.conversation.state?.guide_ends_at;
    return this.isActive && !!guide && now > Date.parse(guide);
  }

  // The last message that the visitor wrote.
  replyToLast(): void {
    this.reply = this.conversation.bubbles.findLast(({ mine, number }) => !mine && number !== null) ?? null;
  }

  // A card goes with what is already written.
  sendCard(place: string): void {
    this.conversation.post(cleaned(this.draft), { card: place, replyTo: this.reply?.number ?? null });
    this.draft = '';
    this.reply = null;
  }

  close(): void {
    this.conversation.close();
    this.registration.close();
    this.beside.close();
  }
}
