import type { Wanted } from '$lib/api/figures';
import { firstOf, kWeekdays, lastOf, plusDays, schoolYearOf, weekdayOf } from '$features/hours/hours';

// What is asked of the figures, as it stands in the address of the page: a link keeps the filter.
export type Period = 'today' | 'week' | 'own' | `${number}-${number}`;
export interface Asked {
  period: Period | null; // nothing: this school year
  from: string | null; // of own dates
  until: string | null;
  who: string | null;
  themes: string[];
  centre: string | null;
  definition: number | null;
  // The question about one theme, apart from the filter.
  about: string | null;
  aboutWho: string;
  aboutYear: string | null;
}

export const kWho = ['pupil', 'parent', 'teacher', 'other', 'unknown'] as const;

export const nameOfYear = (first: number): `${number}-${number}` => `${first}-${first + 1}`;
export const yearNameOf = (day: string): `${number}-${number}` => nameOfYear(schoolYearOf(day));
// "2021-2022" by the year in which it begins.
export function yearIn(text: string | null): number | null {
  const [, first, second] = /^(\d{4})-(\d{4})$/.exec(text ?? '') ?? [];
  return first && Number(second) === Number(first) + 1 ? Number(first) : null;
}
const dayIn = (text: string | null): string | null =>
  text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
const wordIn = (text: string | null): string | null => (text && /^[\w&.-]{1,64}$/.test(text) ? text : null);

export function askedOf(search: string): Asked {
  const query = new URLSearchParams(search);
  const from = dayIn(query.get('from'));
  const until = dayIn(query.get('until'));
  const period = query.get('period');
  const definition = query.get('definition');
  const who = query.get('who');
  const isOwn = from !== null && until !== null && from <= until;
  return {
    period: isOwn ? 'own' : period === 'today' || period === 'week' ? period : yearIn(period) === null ? null : (period as Period),
    from: isOwn ? from : null,
    until: isOwn ? until : null,
    who: (kWho as readonly string[]).includes(who ?? '') ? who : null,
    themes: [...new Set(query.getAll('theme').filter((code) => wordIn(code)))],
    centre: wordIn(query.get('centre')),
    definition: definition === '1' || definition === '2' ? Number(definition) : null,
    about: wordIn(query.get('about')),
    aboutWho: ['pupil', 'parent', 'all'].find((one) => one === query.get('about_who')) ?? 'pupil',
    aboutYear: yearIn(query.get('about_year')) === null ? null : query.get('about_year'),
  };
}

// "?line=clbchat&period=2021-2022&theme=pesten"
export function searchOf(asked: Asked, line: string): string {
  const query = new URLSearchParams({ line });
  const give = (name: string, value: string | number | null) => value !== null && query.append(name, String(value));
  if (asked.period !== 'own') give('period', asked.period);
  else {
    give('from', asked.from);
    give('until', asked.until);
  }
  give('who', asked.who);
  for (const theme of asked.themes) give('theme', theme);
  give('centre', asked.centre);
  give('definition', asked.definition);
  if (asked.about) {
    give('about', asked.about);
    give('about_who', asked.aboutWho);
    give('about_year', asked.aboutYear);
  }
  return `?${query}`;
}

// The first and the last day.
export function windowOf({ period, from, until }: Asked, today: string): { from: string; until: string } {
  if (period === 'own' && from && until) return { from, until };
  if (period === 'today') return { from: today, until: today };
  if (period === 'week') {
    const monday = plusDays(today, -kWeekdays.indexOf(weekdayOf(today)));
    return { from: monday, until: plusDays(monday, 6) };
  }
  const year = yearIn(period) ?? schoolYearOf(today);
  return { from: firstOf(year), until: lastOf(year) };
}

export const wantedOf = (asked: Asked, today: string): Omit<Wanted, 'tables'> => ({
  ...windowOf(asked, today),
  who: asked.who,
  themes: asked.themes,
  centre: asked.centre,
  definition: asked.definition,
});

// The last one that is over, of those of which there is something.
export const lastOver = (years: string[], today: string): string =>
  years.filter((one) => one < yearNameOf(today)).at(-1) ?? years.at(-1) ?? yearNameOf(today);

// This school year and the ones before it, the newest first: as far back as there are figures, and never fewer than two.
export function yearsUpTo(today: string, first: number | null): `${number}-${number}`[] {
  const last = schoolYearOf(today);
  const from = Math.min(first ?? last - 1, last - 1);
  return Array.from({ length: last - from + 1 }, (_, i) => nameOfYear(last - i));
}
