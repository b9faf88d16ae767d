import type { Notice, Overview } from '$lib/api/office';
import type { components } from '$lib/api/http';
import { t } from '$lib/i18n/office';

// What a board shows of a line: the stream of the line tells more.
export type BoardLine = Pick<components['schemas']['Board'], 'opening' | 'waiting' | 'running' | 'team' | 'coached'>;

export interface Alert {
  kind: 'too_long' | 'lost' | 'nobody_talk' | 'overdue_talk' | Notice['kind'];
  id: string;
  urgent: boolean;
  alias?: string | null;
  n?: number;
}

// What somebody has to do something about, the worst first. `longWait`: from then on somebody waits too long, in
// milliseconds.
export function alertsOf(line: BoardLine, notices: Notice[], now: number, longWait: number): Alert[] {
  const alerts: Alert[] = [];
  const nobody = line.opening.why === 'nobody';
  if (nobody) alerts.push({ kind: 'nobody', id: 'nobody', urgent: true });
  const tooLong = line.waiting.filter((one) => !one.away && now - Date.parse(one.since) >= longWait).length;
  if (tooLong) alerts.push({ kind: 'too_long', id: 'too_long', urgent: true, n: tooLong });
  for (const { staff, alias, connected } of line.team)
    if (!connected && line.running.some(({ operator, aside }) => operator === staff && !aside))
      alerts.push({ kind: 'lost', id: `lost-${staff}`, urgent: true, alias });
  const isOver = line.opening.state === 'closed' && line.opening.why === 'hours';
  const isOnline = line.team.some(({ state }) => state === 'online');
  const asksStill = (talk: Notice['conversation']) =>
    line.coached.some(({ conversation, help }) => help && conversation === talk);
  for (const { notice, kind, conversation, alias, seen } of notices) {
    // About a talk that waits, as long as it does.
    if (conversation && (kind === 'nobody' || kind === 'overdue')) {
      const waits = line.waiting.some((one) => one.conversation === conversation);
      if (waits && !seen) alerts.push({ kind: `${kind}_talk`, id: notice, urgent: true });
      continue;
    }
    // Somebody is back, it is said above, or the line has closed since and nobody has to be there.
    if (seen || (kind === 'nobody' && (nobody || isOnline || isOver))) continue;
    if (kind === 'overdue' && line.team.length > 0) continue;
    if (kind === 'last_paused' && (isOnline || isOver)) continue;
    // Not for a screen on the wall.
    if (kind === 'keys' || kind === 'reader') continue;
    // Its talk is over: that is in the list of notices, and nothing to hurry for.
    if (kind === 'help' && !asksStill(conversation)) continue;
    alerts.push({ kind, id: notice, urgent: kind === 'help' || kind === 'nobody' || kind === 'overdue', alias });
  }
  return alerts.sort((a, b) => Number(b.urgent) - Number(a.urgent));
}

// "1 u. 12 min.", "12 min.", "minder dan 1 min."
export function timeLeft(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t('board.soon');
  const hours = Math.floor(minutes / 60);
  return [hours && t('board.hours', { n: hours }), minutes % 60 && t('board.minutes', { n: minutes % 60 })].filter(Boolean).join(' ');
}

export const percent = (part: number, of: number): number | null => (of > 0 ? Math.round((100 * part) / of) : null);

export interface Slot {
  at: string;
  today: number | null; // minutes waited, on average
  usual: number | null;
}

const minutesOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

// The waits by half hours, from the first that has anybody to the last; without a gap.
export function slotsOf({ today, usual }: Pick<Overview, 'today' | 'usual'>): Slot[] {
  const waits = (halves: Overview['today']['half_hours']) =>
    new Map(halves.map((half) => [half.at, half.mean_wait_seconds === null ? null : half.mean_wait_seconds / 60]));
  const [ours, theirs] = [waits(today.half_hours), waits(usual?.half_hours ?? [])];
  const begins = [...ours.keys(), ...theirs.keys()].map(minutesOf);
  if (begins.length === 0) return [];
  const slots: Slot[] = [];
  for (let minute = Math.min(...begins); minute <= Math.max(...begins); minute += 30) {
    const at = clockOf(minute);
    slots.push({ at, today: ours.get(at) ?? null, usual: theirs.get(at) ?? null });
  }
  return slots;
}

// Where the lines of a chart stand: at most four steps of a round number, up to where everything fits.
export function scaleOf(slots: Slot[]): number[] {
  const most = Math.max(5, ...slots.flatMap(({ today, usual }) => [today ?? 0, usual ?? 0]));
  const step = [2, 5, 10, 15, 30, 60, 120].find((one) => most / one <= 4) ?? 240;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
}
