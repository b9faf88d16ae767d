import type { ConversationEvent, ConversationState } from '$lib/api/frames';

// What stands where words were taken out.
export const kBlank = '▮▮▮';

// Nobody waits any more, or it is not known yet where.
const kNoPlace = { place: null, wait: null };

// What an event does to the state of a conversation. Nothing when the event does not tell enough (its words were
// destroyed, or taken out of more than it names): then only a new snapshot tells.
export function apply(state: ConversationState, event: ConversationEvent): ConversationState | null {
  if (event.data === null) return null;
  switch (event.event) {
    case 'conversation.requested': {
      const { nickname, who, topic } = event.data;
      return { ...state, nickname, requested_at: event.at, intake: { ...state.intake, who, topic } };
    }
    case 'conversation.accepted': {
      const { operator, guide_ends_at } = event.data;
      const taken = [...state.taken, { number: event.number, at: event.at, operator }];
      const now = { operator, accepted_at: state.accepted_at ?? event.at, guide_ends_at, wants: null, passed_to: null };
      return { ...state, ...kNoPlace, state: 'active', ...now, unattended: false, taken };
    }
    case 'conversation.given_back':
      return { ...state, ...kNoPlace, state: 'waiting', operator: null, guide_ends_at: null, passed_to: event.data.to };
    case 'conversation.released':
      return { ...state, passed_to: null };
    case 'conversation.wanted':
      return { ...state, wants: event.data.wants };
    case 'conversation.warned':
      return { ...state, warned: true };
    case 'conversation.unattended':
      return { ...state, unattended: event.data.unattended };
    case 'handover.asked':
    case 'handover.changed':
      return { ...state, handover: event.data };
    case 'conversation.extended':
      return { ...state, guide_ends_at: event.data.guide_ends_at };
    case 'conversation.exited':
      return { ...state, exited_at: event.at };
    case 'message.posted': {
      const { number, at, id = '' } = event;
      return { ...state, messages: [...state.messages, { number, at, id, ...event.data }] };
    }
    case 'message.redacted':
      return null;
    case 'conversation.deleted':
      return deleted(state);
    case 'intake.given':
      return { ...state, intake: { ...state.intake, ...event.data } };
    case 'appointment.offered':
      return { ...state, appointment: event.data };
    case 'plan.offered':
      return { ...state, plan: event.data };
    case 'appointment.changed': {
      const { appointment } = state;
      const isIt = appointment?.appointment === event.data.appointment;
      return isIt ? { ...state, appointment: { ...appointment, state: event.data.state } } : state;
    }
    case 'plan.changed': {
      const { plan } = state;
      return plan?.plan === event.data.plan ? { ...state, plan: { ...plan, state: event.data.state } } : state;
    }
    case 'conversation.ended': {
      const { by, state: end, closing } = event.data;
      return { ...state, ...kNoPlace, state: end, ended_at: event.at, ended_by: by, closing, passed_to: null, unattended: false };
    }
    default:
      return state;
  }
}

// The words are gone, on this page too.
function deleted(state: ConversationState): ConversationState {
  const messages = state.messages.map((one) => ({ ...one, text: null, card: null }));
  const intake = { ...state.intake, question: null };
  return { ...state, deleted: 'visitor', nickname: null, intake, messages, handover: null, handed_from: null, appointment: null, plan: null };
}
