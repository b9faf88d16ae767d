import type { LineState } from '$lib/api/frames';

type OnDuty = LineState['team'][number];
const kMedical = ['arts', 'verpleegkundige'];

export const isMedical = (one?: OnDuty): boolean => kMedical.includes(one?.discipline ?? '');

// The others who answer now.
export const colleagues = (team: OnDuty[], me: string): OnDuty[] =>
  team.filter(({ staff, state, connected }) => staff !== me && state === 'online' && connected);

// A line strives to have one of them there at all times.
export const hasMedical = (team: OnDuty[]): boolean =>
  team.some((one) => one.state === 'online' && one.connected && isMedical(one));
