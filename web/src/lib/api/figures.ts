import { call, line } from './api';

// What is counted of a line's talks, as it goes over the wire (docs/protocol.md): one form for every figure.
export type Unit = 'count' | 'share' | 'seconds' | 'years' | 'stars' | 'hours' | 'people';

export interface Key {
  code: string; // stable
  label: string; // in the language asked for
}
export interface Row {
  keys: Key[]; // one for each dimension
  n: number | null;
  base: number | null;
  value: number | null; // of a share 0 to 1, of a duration seconds
  withheld: boolean;
  source: string | null; // of a total from before: where it was published
}
export interface Definition {
  name: string;
  version: number;
  text: string;
  base: string;
  filter: string;
  valid_from: string | null;
  valid_until: string | null;
}
export interface Table {
  name: string;
  title: string;
  says: string;
  unit: Unit;
  definition: Definition;
  filter: {
    from: string;
    until: string;
    who: string | null;
    themes: string[] | null;
    centre: string | null;
    definition: number | null;
  };
  dimensions: Key[];
  rows: Row[];
  breaks: string[]; // days on which the definition changed
  computed_at: string;
}

export interface Wanted {
  tables: readonly string[];
  from: string;
  until: string;
  who?: string | null;
  themes?: readonly string[];
  centre?: string | null;
  definition?: number | null;
  years?: number | 'all';
  language?: string;
}

export function queryOf({ tables, from, until, who, themes = [], centre, definition, years, language }: Wanted): string {
  const query = new URLSearchParams({ tables: tables.join(','), from, until });
  if (who) query.set('who', who);
  for (const theme of themes) query.append('theme', theme);
  if (centre) query.set('centre', centre);
  if (definition) query.set('definition', String(definition));
  if (years) query.set('years', String(years));
  if (language) query.set('language', language);
  return query.toString();
}

export const kFormats = ['csv', 'xlsx', 'jsonl'] as const;
export type Format = (typeof kFormats)[number];

export const figures = {
  tables: async (slug: string, wanted: Wanted): Promise<Table[]> =>
    (await call<{ tables: Table[] }>(`${line(slug)}/figures?${queryOf(wanted)}`)).tables,
  // One row for each talk, without its words. Asking is logged.
  rows: (slug: string, wanted: Omit<Wanted, 'tables'>, format: Format): string => {
    const query = new URLSearchParams(queryOf({ ...wanted, tables: [] }));
    query.delete('tables');
    query.set('format', format);
    return `${line(slug)}/rows?${query}`;
  },
};
