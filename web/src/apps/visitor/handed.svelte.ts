import { untrack } from 'svelte';
import type { Live } from '$lib/live/live.svelte';
import { Conversation } from '$features/conversation/conversation.svelte';
import { secondOf } from '$features/handover/handover';
import type { Visitor } from './visitor.svelte';

// A talk that is handed to another line: the page is in both, and goes on in the second once somebody has greeted there.
export function followHandover(visitor: Visitor, live: Live): void {
  const handover = $derived(visitor.conversation?.state?.handover);
  const from = $derived(visitor.conversation?.state?.handed_from?.conversation);

  $effect(() => {
    const second = secondOf(handover);
    untrack(() => {
      if (visitor.second?.id === second) return;
      visitor.second?.close();
      visitor.second = second ? new Conversation(live, second) : null;
    });
  });
  $effect(() => {
    const { second } = visitor;
    if (handover?.state !== 'greeted' || !second?.state) return;
    const { slug } = second.state.line;
    untrack(() => {
      visitor.second = null;
      visitor.before = visitor.conversation;
      visitor.goOn(second);
      void visitor.toLine(slug);
    });
  });
  // The page was opened again, or on another device.
  $effect(() => {
    if (from && untrack(() => visitor.before?.id) !== from) visitor.before = new Conversation(live, from);
    const slug = visitor.conversation?.state?.line.slug;
    if (slug) untrack(() => void visitor.toLine(slug));
  });
}
