import type { LineState, Running } from '$lib/api/frames';

type Counted = {
  waiting: Pick<LineState['waiting'][number], 'since'>[];
  running: Pick<Running, 'guide_ends_at'>[];
  team: Pick<LineState['team'][number], 'state' | 'connected'>[];
};

// Minutes past the guide time; 0 before it.
export const minutesOver = (talk: Pick<Running, 'guide_ends_at'>, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(talk.guide_ends_at)) / 60_000));

export function counts(state: Counted, now: number) {
  const since = state.waiting.map((one) => Date.parse(one.since));
  return {
    waiting: state.waiting.length,
    longest: since.length ? now - Math.min(...since) : 0,
    running: state.running.length,
    over: state.running.filter((talk) => minutesOver(talk, now) > 0).length,
    online: state.team.filter((one) => one.state === 'online' && one.connected).length,
    paused: state.team.filter((one) => one.state === 'paused').length,
  };
}
