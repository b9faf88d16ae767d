import type { Term } from '$lib/api/api';
import { named, searched } from '$lib/search';
import { labelOf } from '$features/terms/terms';
import { nameOfYear, yearNameOf, type Asked } from './asked';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
const kPeople = new Map([
  ...['leerling', 'leerlingen', 'pupil', 'pupils'].map((word) => [word, 'pupil'] as const),
  ...['ouder', 'ouders', 'parent', 'parents'].map((word) => [word, 'parent'] as const),
  ...['leerkracht', 'leerkrachten', 'leraar', 'leraren', 'teacher', 'teachers'].map((word) => [word, 'teacher'] as const),
  ...['iedereen', 'everybody', 'everyone'].map((word) => [word, 'all'] as const),
]);
const peopleIn = (text: string): string[] => wordsOf(text).flatMap((word) => kPeople.get(word) ?? []);

// Whom a question is about; who is part of its theme is not.
export function whoIn(question: string, theme: string): string | undefined {
  const ofTheme = peopleIn(theme);
  return peopleIn(question).find((one) => !ofTheme.includes(one));
}

// What people say for a theme besides its name.
const kAlso: Record<string, string> = {
  pesten: 'gepest pesterij pesterijen bullied',
  zelfmoordgedachten: 'zelfmoord zelfdoding suïcide suicidaal suicide',
  zelfverwonding: 'zelfverminking zelfpijniging',
  depressie: 'depressief depressed',
  verliefdheid: 'verliefd',
};
const textsOf = (one: Term): string[] => [labelOf(one), one.code, kAlso[one.code] ?? ''];

// The school year that a text names: "2021-2022", "2021/22".
function yearNamedIn(text: string): string | undefined {
  for (const [, first, second] of text.matchAll(/(?<!\d)(\d{4}) ?[-–/] ?(\d{4}|\d{2})(?!\d)/g)) {
    const name = nameOfYear(Number(first));
    if (name.endsWith(second!)) return name;
  }
  return undefined;
}

// The themes that a question names: rather by another word than by those whom the question is about.
export function namedIn(themes: Term[], question: string): Term[] {
  const others = wordsOf(question).filter((word) => !kPeople.has(word)).join(' ');
  return [...new Set([others, question].flatMap((words) => named(themes, words, textsOf)))].slice(0, 8);
}

// The themes that somebody means, by a part of their name, or by a question in which one is named.
export function found(themes: Term[], typed: string): Term[] {
  const some = searched(themes, typed, textsOf);
  return some.length ? some.slice(0, 8) : namedIn(themes, typed);
}

// What a question says besides its theme: with whom, and in which school year. "Last year" is the one that is shown when
// nobody says a year; it gives way to another, since "is that more than last year?" only compares.
export function askedIn(question: string, theme: string, today: string): Partial<Pick<Asked, 'aboutWho' | 'aboutYear'>> {
  const who = whoIn(question, theme);
  const text = wordsOf(question).join(' ');
  const year = yearNamedIn(question);
  return {
    ...(who && { aboutWho: who === 'teacher' ? 'all' : who }), // there are no figures of teachers alone
    ...(/\b(vorige?|afgelopen|last) (school ?)?(jaar|year)\b/.test(text) && { aboutYear: null }),
    ...(/\b(dit|this) (school ?)?(jaar|year)\b/.test(text) && { aboutYear: yearNameOf(today) }),
    ...(year && { aboutYear: year }),
  };
}
