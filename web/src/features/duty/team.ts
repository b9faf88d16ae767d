import type { LineState } from '$lib/api/frames';

type OnDuty = LineState['team'][number];
const kMedical = /\b(arts|verpleegkundige)\b/i;

// The others who answer now.
export const colleagues = (team: OnDuty[], me: string): OnDuty[] =>
  team.filter(({ staff, state, connected }) => staff !== me && state === 'online' && connected);

// A line strives to have one of them there at all times.
export const hasMedical = (team: OnDuty[]): boolean =>
  team.some(({ discipline, state, connected }) => state === 'online' && connected && kMedical.test(discipline ?? ''));
