import type { Table } from '$lib/api/figures';
import { isEmpty } from './shape';

// Charts two by two: "*ages" has a row for itself, and so has what would stand alone. What is empty has no place.
export function arranged(names: readonly string[], tables: Map<string, Table>): { table: Table; isWide: boolean }[] {
  const shown = names.flatMap((name) => {
    const table = tables.get(name.replace('*', ''));
    return table && !isEmpty(table) ? [{ table, isWide: name.startsWith('*') }] : [];
  });
  let isRight = false;
  for (const [place, one] of shown.entries()) {
    const isAlone: boolean = !isRight && (shown[place + 1]?.isWide ?? true);
    one.isWide ||= isAlone;
    isRight = !one.isWide && !isRight;
  }
  return shown;
}

export const emptyOf = (names: readonly string[], tables: Map<string, Table>): string[] =>
  names.flatMap((name) => {
    const table = tables.get(name.replace('*', ''));
    return table && isEmpty(table) ? [table.title] : [];
  });
