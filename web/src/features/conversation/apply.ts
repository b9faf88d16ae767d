import type { ConversationEvent, ConversationState } from '$lib/api/frames';

// What an event does to the state of a conversation. Nothing when the words of the event were destroyed: then only a new
// snapshot tells.
export function apply(state: ConversationState, event: ConversationEvent): ConversationState | null {
  if (event.data === null) return null;
  switch (event.event) {
    case 'conversation.requested':
      return { ...state, nickname: event.data.nickname, requested_at: event.at };
    case 'conversation.accepted':
      return { ...state, state: 'active', operator: event.data.operator, accepted_at: event.at, place: null };
    case 'message.posted': {
      const { from, alias, text } = event.data;
      const message = { number: event.number, at: event.at, from, alias, id: event.id ?? '', text };
      return { ...state, messages: [...state.messages, message] };
    }
    case 'conversation.ended':
      return { ...state, state: event.data.state, ended_at: event.at, ended_by: event.data.by, place: null };
    default:
      return state;
  }
}
