import type { Place } from '$lib/api/api';
import type { Lang } from '$lib/i18n/lang.svelte';
import { searched } from '$lib/search';

// `kinds` are the words for the kinds of places, so that "clb" or "hulplijn" finds them.
export function placesFor(all: Place[], query: string, kinds: Record<Place['kind'], string>): Place[] {
  return searched(all, query, ({ name, town, kind, about, phone }) => [name, town, kinds[kind], about, phone]);
}

// The hours of a week ("mon-fri 16:00-22:00") have English words on the wire; a Dutch page shows Dutch ones, and either
// may be typed.
const kDutch = { mon: 'ma', tue: 'di', wed: 'wo', thu: 'do', fri: 'vr', sat: 'za', sun: 'zo', daily: 'dagelijks', always: 'altijd' };
const kEnglish = Object.fromEntries(Object.entries(kDutch).map(([english, dutch]) => [dutch, english]));
const reworded = (week: string, words: Record<string, string>) => week.replace(/[a-z]+/g, (word) => words[word] ?? word);

export const weekShown = (week: string | null | undefined, lang: Lang): string | null =>
  week && lang === 'nl' ? reworded(week, kDutch) : (week ?? null);
export const weekSent = (week: string | null): string | null => week && reworded(week.toLowerCase(), kEnglish);
