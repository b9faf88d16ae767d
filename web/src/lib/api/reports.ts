import { call, line } from './api';
import type { Table, Unit } from './figures';
import type { Block } from './papers';

// The annual report, as it goes over the wire (docs/protocol.md).
export interface ReportText {
  number: number;
  at: string;
  by: string | null;
  text: string;
  blocks: Block[];
}
export type ReportVersion = Omit<ReportText, 'blocks'>;
export interface Quote {
  quote: string;
  chapter: string;
  text: string;
  about: string;
  rating: string;
  at: string;
  by: string | null;
}
// A rating that may be quoted and is not yet.
export interface Candidate {
  rating: string;
  at: string;
  stars: number | null;
  text: string;
  who: string | null;
}
export interface Told {
  figure: string;
  label: string;
  unit: Unit;
  n: number | null;
  base: number | null;
  value: number | null;
  before: { n: number | null; base: number | null; value: number } | null; // of the school year before, where that can be compared
}
export interface Chapter {
  code: string;
  title: string;
  theme: string | null;
  is_shown: boolean;
  text: ReportText | null;
  tables: { drawn: string; table: Table; before: Table | null }[];
  quotes: Quote[];
}
export interface Annual {
  line: string;
  name: string;
  year: string;
  from: string;
  until: string;
  year_before: string;
  computed_at: string;
  origin: string | null; // which talks came from another system
  glance: Told[];
  chapters: Chapter[];
  files: string[]; // what can be downloaded
}

const at = (slug: string, year: string) => `${line(slug)}/reports/annual/${year}`;

export const reports = {
  annual: (slug: string, year: string) => call<Annual>(at(slug, year)),
  file: (slug: string, year: string, name: string) => `${at(slug, year)}/files/${name}`,
  versions: async (slug: string, year: string, chapter: string) =>
    (await call<{ versions: ReportVersion[] }>(`${at(slug, year)}/texts/${chapter}`)).versions,
  // On top of the version of that number; 0: there is none yet.
  write: (slug: string, year: string, chapter: string, body: { number: number; text: string }) =>
    call<ReportText>(`${at(slug, year)}/texts/${chapter}`, { method: 'PUT', body }),
  quotes: (slug: string, year: string) => call<{ quotes: Quote[]; candidates: Candidate[] }>(`${at(slug, year)}/quotes`),
  quote: (slug: string, year: string, body: { rating: string; chapter: string; text: string; about: string }) =>
    call<Quote>(`${at(slug, year)}/quotes`, { method: 'POST', body }),
  unquote: (slug: string, year: string, quote: string) => call<null>(`${at(slug, year)}/quotes/${quote}`, { method: 'DELETE' }),
};
