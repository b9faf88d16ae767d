import type { LineState, Waiting } from '$lib/api/frames';
import { hasMedical, isMedical } from '$features/duty/team';

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

// Whether the server would give me this one.
export function mayTake({ team }: LineState, one: Waiting, me: string): boolean {
  if (one.for) return one.for === me;
  if (one.kept_for && one.kept_for !== me && !one.wants) return false;
  return !one.wants || isMedical(team.find(({ staff }) => staff === me)) || !hasMedical(team);
}

// Who is next for me: who waits for me first, never who waits for a colleague or is kept for one, nor for somebody medical
// while one is there. Who is away keeps the place and is skipped. A talk that had begun comes last then, for somebody to end it.
export function nextOf(state: LineState | null, me: string): Waiting | undefined {
  if (!state) return undefined;
  const forAll = state.waiting.filter((one) => !one.for && mayTake(state, one, me));
  const forMe = state.waiting.find((one) => one.for === me);
  return forMe ?? forAll.find(({ away }) => !away) ?? forAll.find(({ front }) => front);
}
