import { call, line } from './api';
import type { components } from './http';

// What is counted of a line's talks: one form for every figure (docs/measures.md).
type Schemas = components['schemas'];
export type Unit = Schemas['FigureUnit'];
export type Key = Schemas['FigureKey'];
export type Row = Schemas['FigureRow'];
export type Table = Schemas['FigureTable'];

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
    (await call<Schemas['Figures']>(`${line(slug)}/figures?${queryOf(wanted)}`)).tables,
  // One row for each talk of whole months, without its words. Asking is logged.
  rows: (slug: string, { from, until, who, themes, centre, language }: Omit<Wanted, 'tables'>, format: Format): string => {
    const query = new URLSearchParams(queryOf({ tables: [], from, until, who, themes, centre, language }));
    query.delete('tables');
    query.set('format', format);
    return `${line(slug)}/rows?${query}`;
  },
  // In the terms of Child Helpline International.
  international: (slug: string, { from, until, language = 'nl' }: Omit<Wanted, 'tables'>, format: 'csv' | 'xlsx'): string =>
    `${line(slug)}/crosswalks/chi/figures?${new URLSearchParams({ from, until, format, language })}`,
};
