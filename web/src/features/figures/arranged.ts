import type { Table } from '$lib/api/figures';
import { t } from '$lib/i18n/figures';
import { isEmpty, isHidden } from './shape';

const tableIn = (tables: Map<string, Table>, name: string): Table[] => [tables.get(name.replace('*', '')) ?? []].flat();

// Charts two by two: "*ages" has a row for itself, and so has what would stand alone. What is empty, or too small, has no place.
export function arranged(names: readonly string[], tables: Map<string, Table>): { table: Table; isWide: boolean }[] {
  const shown = names.flatMap((name) =>
    tableIn(tables, name)
      .filter((table) => !isEmpty(table) && !isHidden(table))
      .map((table) => ({ table, isWide: name.startsWith('*') })),
  );
  let isRight = false;
  for (const [place, one] of shown.entries()) {
    const isAlone: boolean = !isRight && (shown[place + 1]?.isWide ?? true);
    one.isWide ||= isAlone;
    isRight = !one.isWide && !isRight;
  }
  return shown;
}

// "Nothing was counted here: who chatted · how old": what has no place, under why. That it is none is told of each.
export function absentOf(names: readonly string[], tables: Map<string, Table>): string[] {
  const titles = new Map<string, string[]>();
  const none: string[] = [];
  for (const table of names.flatMap((name) => tableIn(tables, name))) {
    if (!isEmpty(table) && !isHidden(table)) continue;
    if (!isHidden(table) && table.rows.some(({ base }) => (base ?? 0) > 0)) {
      none.push(`${table.title}${table.title.endsWith('?') ? '' : ':'} ${table.says}`);
      continue;
    }
    const why = isHidden(table) ? t('chart.too_small') : table.says || t('empty.chart');
    titles.set(why, [...(titles.get(why) ?? []), table.title]);
  }
  return [...none, ...[...titles].map(([why, titles]) => `${why.replace(/\.$/, '')}: ${titles.join(' · ')}`)];
}
