import type { Row, Table } from '$lib/api/figures';
import { t } from '$lib/i18n/figures';
import { dayOf } from '$lib/time/day';
import { firstOf, lastOf } from '$features/hours/hours';
import { nameOfYear, yearIn } from './asked';
import { placeOf, rowOf } from './shape';
import { saidCount, share, whole } from './write';

// "How many talks with pupils were about bullying last year, and is that more?": answered from the table theme_by_year.
export interface Answer {
  verdict: string; // "" where there is nothing to compare
  now: string;
  before: string;
  warning: string; // where the definition changed in between
}

const kSamePoints = 0.0005; // less than a twentieth of a percentage point
const kSameNumber = 0.01;
const points = (difference: number): string => share(Math.abs(difference), 1).replace(/\s%$/, '');

export function answerOf(table: Table, { theme, label, who, year }: { theme: string; label: string; who: string; year: string }): Answer {
  const first = yearIn(year) ?? 0;
  const beforeYear = nameOfYear(first - 1);
  const place = placeOf(table, 'theme');
  // Of what nobody ever recorded nothing is known: it may not have been there to choose.
  const isKnown = table.rows.some(({ keys, n, withheld }) => keys[place]?.code === theme && (withheld || n));
  const [now, before] = isKnown ? [rowOf(table, year, theme, who), rowOf(table, beforeYear, theme, who)] : [];
  const withWho = who === 'pupil' || who === 'parent' ? t(`about.with_${who}`) : '';
  const nowSaid = () => {
    if (now?.withheld) return t('about.withheld', { year });
    if (now?.n == null || now.base === 0) return t('about.nothing', { year });
    const said = { year, n: whole(now.n), who: withWho, theme: label };
    if (now.value === null || now.base === null) return t('about.now_total', said);
    return t('about.now', { ...said, share: share(now.value), base: whole(now.base) });
  };
  const beforeSaid = () => {
    if (before?.withheld) return t('about.withheld', { year: beforeYear });
    if (before?.n == null || before.base === 0) return t('about.nothing_before', { year: beforeYear });
    const said = { year: beforeYear, n: saidCount(before.n, false) };
    if (before.value === null || before.base === null) return t('about.before_total', said);
    return t('about.before', { ...said, share: share(before.value), base: whole(before.base) });
  };
  const isBroken = table.breaks.find((day) => day > firstOf(first - 1) && day <= lastOf(first));
  const verdict = now && before && now.base !== 0 && before.base !== 0 ? verdictOf(now, before, withWho) : '';
  return {
    now: nowSaid(),
    before: beforeSaid(),
    verdict,
    warning: verdict && isBroken ? t('about.break', { day: dayOf(isBroken) }) : '',
  };
}

// More only where both say so: a number can rise because there were more talks of everything.
function verdictOf(now: Row, before: Row, who: string): string {
  if (now.n === null || before.n === null) return '';
  const more = now.n - before.n;
  const n = Math.abs(more);
  const said = { count: n === 1 ? t('about.count_one') : t('about.count', { n: whole(n) }), who };
  if (now.value === null || before.value === null) {
    return more === 0 ? t('about.same') : t(more > 0 ? 'about.more_count' : 'about.less_count', said);
  }
  const larger = now.value - before.value;
  const withPoints = { ...said, points: points(larger) };
  if (Math.abs(larger) < kSamePoints) {
    if (n <= before.n * kSameNumber) return t('about.same');
    return t(more > 0 ? 'about.more_even' : 'about.less_even', said);
  }
  if (more === 0) return t(larger > 0 ? 'about.larger' : 'about.smaller', withPoints);
  if (more > 0) return t(larger > 0 ? 'about.more_both' : 'about.more_but', withPoints);
  return t(larger < 0 ? 'about.less_both' : 'about.less_but', withPoints);
}
