import type { LineEvent, LineState, Waiting } from '$lib/api/frames';

type EventOf<E extends LineEvent['event']> = Extract<LineEvent, { event: E }> & { data: object };

// What an event does to a line as staff member `me` sees it. Nothing when the event does not tell enough (its words were
// destroyed, or it is about something that we never saw): then only a new snapshot tells.
export function apply(state: LineState, event: LineEvent, me: string): LineState | null {
  if (event.data === null) return null;
  switch (event.event) {
    case 'conversation.waiting':
      return { ...without(state, event.data.conversation), waiting: queued(state.waiting, event.data) };
    case 'conversation.away': {
      const { conversation, away } = event.data;
      return { ...state, waiting: changed(state.waiting, conversation, { away }) };
    }
    case 'conversation.taken':
      return taken(state, event as EventOf<'conversation.taken'>, me);
    case 'conversation.extended': {
      const { conversation, guide_ends_at } = event.data;
      return { ...state, running: changed(state.running, conversation, { guide_ends_at }) };
    }
    case 'conversation.aside': {
      const { conversation, aside } = event.data;
      return { ...state, running: changed(state.running, conversation, { aside }) };
    }
    case 'conversation.gone':
      return gone(state, event as EventOf<'conversation.gone'>, me);
    case 'registration.changed':
      return registered(state, event as EventOf<'registration.changed'>, me);
    case 'duty.changed':
      return onDuty(state, event as EventOf<'duty.changed'>);
    case 'line.changed':
      return { ...state, open: event.data.open, opening: event.data.opening };
    case 'briefing.changed':
      return { ...state, briefing: event.data };
    case 'conversation.coached': {
      const others = notOf(state.coached, event.data.conversation);
      const isWatched = event.data.help || event.data.coaches.length > 0;
      return { ...state, coached: isWatched ? [...others, event.data] : others };
    }
    case 'conversation.deleted':
      return { ...state, registrations: changed(state.registrations, event.data.conversation, { nickname: null }) };
    // Another object: who shows the notices looks again.
    case 'notices.changed':
      return { ...state };
    default:
      return state;
  }
}

interface About {
  conversation: string;
}
const notOf = <T extends About>(all: T[], id: string) => all.filter(({ conversation }) => conversation !== id);
const changed = <T extends About>(all: T[], id: string, change: Partial<T>) =>
  all.map((one) => (one.conversation === id ? { ...one, ...change } : one));

const without = (state: LineState, id: string): LineState => ({
  ...state,
  waiting: notOf(state.waiting, id),
  running: notOf(state.running, id),
  mine: notOf(state.mine, id),
});

// Who is in front first, then who came first.
function queued(waiting: Waiting[], one: Waiting): Waiting[] {
  const all = [...notOf(waiting, one.conversation), one];
  return all.sort((a, b) => Number(b.front) - Number(a.front) || Date.parse(a.since) - Date.parse(b.since));
}

function taken(state: LineState, { at, data }: EventOf<'conversation.taken'>, me: string): LineState | null {
  const { conversation, operator, alias, guide_ends_at } = data;
  const next = without(state, conversation);
  next.running = [...next.running, { conversation, operator, alias, since: at, guide_ends_at, aside: false }];
  if (operator !== me) return next;
  const known = state.waiting.find((one) => one.conversation === conversation);
  if (!known) return null;
  const { nickname, since } = known;
  return { ...next, mine: [...next.mine, { conversation, nickname, since }] };
}

function gone(state: LineState, { at, data }: EventOf<'conversation.gone'>, me: string): LineState | null {
  const { conversation, operator } = data;
  const next = { ...without(state, conversation), coached: notOf(state.coached, conversation) };
  if (operator !== me) return next;
  const known = [...state.mine, ...state.waiting].find((one) => one.conversation === conversation);
  if (!known) return null;
  const entry = { conversation, nickname: known.nickname, ended_at: at, state: 'open' as const };
  return { ...next, registrations: [...notOf(next.registrations, conversation), entry] };
}

function registered(state: LineState, { data }: EventOf<'registration.changed'>, me: string): LineState | null {
  const { conversation, operator, state: now } = data;
  if (operator !== me) return state;
  if (now === 'done') return { ...state, registrations: notOf(state.registrations, conversation) };
  if (!state.registrations.some((one) => one.conversation === conversation)) return null;
  return { ...state, registrations: changed(state.registrations, conversation, { state: now }) };
}

function onDuty(state: LineState, { at, data }: EventOf<'duty.changed'>): LineState {
  const { staff, alias, discipline, state: duty, connected, until } = data;
  const before = state.team.find((one) => one.staff === staff);
  const others = state.team.filter((one) => one.staff !== staff);
  if (duty === 'off') return { ...state, team: others };
  const since = before?.state === duty ? before.since : at;
  const team = [...others, { staff, alias, discipline, state: duty, since, connected, until }];
  return { ...state, team: team.sort((a, b) => (a.alias < b.alias ? -1 : a.alias > b.alias ? 1 : 0)) };
}
