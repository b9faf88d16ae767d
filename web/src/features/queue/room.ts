import type { LineState, Waiting } from '$lib/api/frames';

// Why one has no room for another talk; nothing when one has.
export type Full = 'off' | 'paused' | 'talk' | 'registration';

// `lost` are the talks whose visitor has been away so long that they no longer count.
export function whyFull(state: LineState, me: string, lost: ReadonlySet<string>): Full | null {
  const duty = dutyOf(state, me);
  if (duty !== 'online') return duty;
  const talks = state.running.filter((one) => one.operator === me && !one.aside && !lost.has(one.conversation));
  const open = state.registrations.filter((one) => one.state === 'open');
  if (talks.length + open.length < state.capacity) return null;
  return open.length ? 'registration' : 'talk';
}

export const dutyOf = (state: LineState, me: string): 'online' | 'paused' | 'off' =>
  state.team.find(({ staff }) => staff === me)?.state ?? 'off';

// Who is next: who is away keeps the place and is skipped. A talk that had begun comes last then, for somebody to end it.
export const nextOf = (waiting: Waiting[]): Waiting | undefined =>
  waiting.find(({ away }) => !away) ?? waiting.find(({ front }) => front);
