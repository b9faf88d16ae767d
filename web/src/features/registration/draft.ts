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

// What is still needed before it can be done; nothing when it can.
export function missing({ themes, outcomes, broken_off, fake }: Draft): 'themes' | 'outcomes' | null {
  if (broken_off || fake) return null;
  if (themes.length === 0) return 'themes';
  return outcomes.length === 0 ? 'outcomes' : null;
}

export const toggled = (codes: string[], code: string): string[] =>
  codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code];

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
