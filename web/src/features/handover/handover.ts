import type { Handover } from '$lib/api/frames';
import type { Answer } from '$lib/live/commands.svelte';
import type { Live } from '$lib/live/live.svelte';
import type { Conversation } from '$features/conversation/conversation.svelte';

// The second talk that a hand-over leads to, as long as it does.
export function secondOf(handover: Handover | null | undefined): string | null {
  const leads = handover?.state === 'agreed' || handover?.state === 'taken' || handover?.state === 'greeted';
  return leads ? handover.second : null;
}

export const answer = (live: Live, { stream }: Conversation, handover: string, yes: boolean, with_summary: boolean): Promise<Answer> =>
  live.command(stream, 'handover.answer', { handover, yes, with_summary });

export const withdraw = (live: Live, { stream }: Conversation, handover: string): Promise<Answer> =>
  live.command(stream, 'handover.withdraw', { handover });

export const ask = (live: Live, { stream, id }: Conversation, partner: string, theme: string | null, summary: string | null): Promise<Answer> =>
  live.command(stream, 'handover.ask', { conversation: id, partner, theme, summary });
