import type { LineEvent, LineState } from '$lib/api/frames';

// What an event does to the queue of a line, as staff member `me` sees it. Nothing when the words of the event were
// destroyed: then only a new snapshot tells.
export function apply(state: LineState, event: LineEvent, me: string): LineState | null {
  if (event.data === null) return null;
  const id = event.data.conversation;
  const waiting = state.waiting.filter(({ conversation }) => conversation !== id);
  const mine = state.mine.filter(({ conversation }) => conversation !== id);
  switch (event.event) {
    case 'conversation.waiting':
      return { ...state, waiting: [...waiting, event.data], mine };
    case 'conversation.taken': {
      const taken = state.waiting.find(({ conversation }) => conversation === id);
      if (event.data.operator !== me) return { ...state, waiting, mine };
      const entry = taken ?? { conversation: id, nickname: null, since: event.at };
      return { ...state, waiting, mine: [...mine, entry] };
    }
    case 'conversation.gone':
      return { ...state, waiting, mine };
    default:
      return state;
  }
}
