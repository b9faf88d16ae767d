// What a visitor needs once a visit starts: the waiting room, the talk and what comes after, fetched in one piece, so that
// the network may be gone from then on.
import { Live } from '$lib/live/live.svelte';
import { Conversation } from '$features/conversation/conversation.svelte';
import { store, type Kept } from '$features/visit/visit';

export { default as Inside } from './Inside.svelte';

export function open(visit: Kept): { live: Live; conversation: Conversation } {
  const live = new Live({ token: visit.token, store });
  return { live, conversation: new Conversation(live, visit.conversation ?? '') };
}
