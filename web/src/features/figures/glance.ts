import type { Row, Table } from '$lib/api/figures';
import { t } from '$lib/i18n/figures';
import { firstOf, lastOf, schoolYearOf } from '$features/hours/hours';
import { nameOfYear } from './asked';
import { placeOf, rowOf } from './shape';
import { raters, said, saidCount, unitOf, whole } from './write';

// What a year is in a few large numbers: each from its own table, with how many it is of.
export interface Tile {
  name: string;
  large: string;
  label: string;
  small: string;
  isWords?: boolean; // no number
}

type Tables = Map<string, Table>;

export function glanceOf(tables: Tables): Tile[] {
  const tiles: Tile[] = [];
  const give = (name: string, table: Table | undefined, row: Row | undefined, label: string, small = '') => {
    if (!table || !row || (row.value === null && row.n === null && !row.withheld)) return;
    const isOfNobody = row.base === 0 || (row.n === 0 && (row.value === null || (row.base === null && unitOf(table, row) === 'share')));
    if (!row.withheld && isOfNobody) return;
    const large = row.value === null && row.n !== null ? whole(row.n) : said(unitOf(table, row), row);
    tiles.push({ name, large, label, small, isWords: row.withheld });
  };
  const of = (name: string, ...codes: string[]) => [tables.get(name), rowOf(tables.get(name), ...codes)] as const;
  const counted = (row: Row | undefined): string =>
    row?.n == null || row.base === null || row.withheld ? '' : t('write.of', { n: saidCount(row.n, false), base: whole(row.base) });

  give('talks', ...of('volume', 'talks'), t('glance.talks'), beforeOf(tables.get('talks_so_far')));
  if (!tiles.length) give('talks', ...ofYear(tables.get('talks_by_year')), t('glance.talks'));
  const [who, pupils] = of('talks_by_who', 'pupil');
  if (!who?.filter.who) give('pupils', who, pupils, t('glance.pupils'), counted(pupils));
  const [mean, age] = of('mean_age', 'pupil');
  give('age', mean, age, t('glance.age'));
  const [themes, first] = topOf(tables.get('themes'));
  if (themes && first) {
    const theme = first.keys[placeOf(themes, 'theme')]?.label ?? '';
    tiles.push({ name: 'theme', large: theme, label: t('glance.theme'), small: `${said(themes.unit, first)} · ${counted(first)}`, isWords: true });
  }
  give('wait', ...of('wait', 'median'), t('glance.wait'));
  give('duration', ...of('duration', 'mean', 'all'), t('glance.duration'));
  const [stars, given] = of('stars', 'pupil');
  give('stars', stars, given, t('glance.stars'), given?.n == null || given.withheld ? '' : raters(given.n));
  const [fake, rung] = ofYear(tables.get('fake_by_year'));
  give('fake', fake, rung, t('glance.fake'), counted(rung));
  return tiles;
}

// The row of the school year that the period is.
function ofYear(table: Table | undefined): [Table | undefined, Row | undefined] {
  if (!table) return [table, undefined];
  const { from, until } = table.filter;
  const year = schoolYearOf(from);
  return [table, from === firstOf(year) && until === lastOf(year) ? rowOf(table, nameOfYear(year)) : undefined];
}

// The same part of the school year before: of a period within one.
function beforeOf(table: Table | undefined): string {
  if (!table || schoolYearOf(table.filter.from) !== schoolYearOf(table.filter.until)) return '';
  const before = table.rows.at(-2);
  const year = before?.keys[0];
  return year && before.n ? t('glance.before', { year: year.label, n: whole(before.n) }) : '';
}

function topOf(table: Table | undefined): [Table | undefined, Row | undefined] {
  const pupils = table?.rows.filter(({ keys, value }) => keys.some(({ code }) => code === 'pupil') && value !== null) ?? [];
  return [table, pupils.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]];
}
