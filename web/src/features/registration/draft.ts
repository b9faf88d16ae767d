import type { RegistrationRequest, Term } from '$lib/api/api';
import type { Intake } from '$lib/api/frames';

export type Draft = Omit<RegistrationRequest, 'state'>;

const kBlank: Draft = {
  who: null,
  age: null,
  gender: null,
  source: null,
  themes: [],
  outcomes: [],
  broken_off: false,
  boundary: false,
  fake: false,
  note: null,
};

// As the server will make it from what the visitor told.
export const fromIntake = ({ who, age, gender, source }: Intake): Draft => ({ ...kBlank, who, age, gender, source });

// What the visitor told since, where the draft still says nothing.
export function news(draft: Draft, before: Intake, { who, age, gender, source }: Intake): Partial<Draft> {
  const told = Object.entries({ who, age, gender, source }) as ['who' | 'age' | 'gender' | 'source', string | number | null][];
  return Object.fromEntries(told.filter(([field, value]) => value !== before[field] && draft[field] === null));
}

// What is still needed before it can be done; nothing when it can.
export function missing({ themes, outcomes, broken_off, fake }: Draft): 'themes' | 'outcomes' | null {
  if (broken_off || fake) return null;
  if (themes.length === 0) return 'themes';
  return outcomes.length === 0 ? 'outcomes' : null;
}

export const toggled = (codes: string[], code: string): string[] =>
  codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code];

// The outcome of the reports that says what the tick says: whoever chooses one chooses both.
const kBrokenOff = 'sessie_afgebroken';

export function outcomeToggled({ outcomes }: Draft, code: string): Partial<Draft> {
  const now = toggled(outcomes, code);
  return code === kBrokenOff ? { outcomes: now, broken_off: now.includes(code) } : { outcomes: now };
}

export type Flag = 'broken_off' | 'boundary' | 'fake';

export function flagToggled(draft: Draft, flag: Flag, outcomes: Term[]): Partial<Draft> {
  const change = { [flag]: !draft[flag] };
  if (flag !== 'broken_off' || !outcomes.some(({ code }) => code === kBrokenOff)) return change;
  const others = draft.outcomes.filter((code) => code !== kBrokenOff);
  return { ...change, outcomes: draft.broken_off ? others : [...others, kBrokenOff] };
}

export const isHeavy = ({ themes }: Draft, terms: Term[]): boolean =>
  terms.some(({ code, heavy }) => heavy && themes.includes(code));

// A theme of two domains stands under both.
export function byDomain(themes: Term[]): { domain: string; themes: Term[] }[] {
  const domains = [...new Set(themes.flatMap(({ domains }) => domains))];
  const groups = domains.map((domain) => ({
    domain: domain as string,
    themes: themes.filter((theme) => theme.domains.includes(domain)),
  }));
  const others = themes.filter(({ domains }) => domains.length === 0);
  return others.length ? [...groups, { domain: '', themes: others }] : groups;
}
