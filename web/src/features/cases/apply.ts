import type { CaseEvent, CaseState } from '$lib/api/frames';

// What an event does to what staff know beside a talk. Nothing when its words were destroyed: then only a new snapshot
// tells.
export function apply(state: CaseState, event: CaseEvent): CaseState | null {
  if (event.data === null) return null;
  const { number, at } = event;
  switch (event.event) {
    case 'note.added':
      return { ...state, notes: [...state.notes, { number, at, ...event.data }] };
    case 'help.asked':
      return { ...state, help: { at, ...event.data }, asked: { at, ...event.data } };
    case 'help.answered':
      return { ...state, help: null };
    case 'coach.joined':
      return { ...state, coaches: [...state.coaches, { ...event.data, since: at }] };
    case 'coach.left': {
      const { staff } = event.data;
      return { ...state, coaches: state.coaches.filter((one) => one.staff !== staff) };
    }
    case 'step.set': {
      const { step, done, alias } = event.data;
      const others = state.steps.filter((one) => one.step !== step);
      return { ...state, steps: done ? [...others, { step, alias, at }] : others };
    }
    case 'alert.raised': {
      const { alert } = event.data;
      return state.alerts.includes(alert) ? state : { ...state, alerts: [...state.alerts, alert] };
    }
    case 'conversation.deleted':
      return {
        ...state,
        notes: state.notes.map((note) => ({ ...note, text: null })),
        escalations: state.escalations.map((one) => ({ ...one, why: null, second_person: null })),
        steps: [],
        alerts: [],
        help: null,
        asked: null,
      };
    case 'escalation.recorded':
      return { ...state, escalations: [...state.escalations, event.data] };
    default:
      return state;
  }
}
