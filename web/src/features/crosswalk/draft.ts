import type { Crosswalk, CrosswalkCategory, CrosswalkTerm, Mapping } from '$lib/api/crosswalks';

// What a coordinator chooses, by term: a category, or none. One text each, so that a list of choices can hold it.
export type Draft = Record<string, string | null>;

const kBetween = ' · ';
export const nameOf = ({ kind, code }: CrosswalkTerm): string => `${kind} ${code}`;
export const valueOf = ({ domain, category }: Pick<CrosswalkCategory, 'domain' | 'category'>): string => domain + kBetween + category;

export const draftOf = ({ terms }: Crosswalk): Draft =>
  Object.fromEntries(terms.map((term) => [nameOf(term), term.domain === null || term.category === null ? null : valueOf({ domain: term.domain, category: term.category })]));

export const changesIn = (shown: Crosswalk, draft: Draft): number => {
  const now = draftOf(shown);
  return Object.keys(now).filter((name) => now[name] !== (draft[name] ?? null)).length;
};

// Where somebody else made a newer version meanwhile: theirs, with what was changed here on top of it; and for each term
// that they changed, what stood there, what they chose, and what stands here.
export interface Difference {
  label: CrosswalkTerm['label'];
  name: string;
  before: string | null;
  theirs: string | null;
  mine: string | null;
}
export function onto(newest: Crosswalk, shown: Crosswalk, draft: Draft): { draft: Draft; differences: Difference[] } {
  const before = draftOf(shown);
  const theirs = draftOf(newest);
  const isMine = (name: string): boolean => name in before && (draft[name] ?? null) !== before[name];
  const merged = Object.fromEntries(Object.entries(theirs).map(([name, value]) => [name, isMine(name) ? (draft[name] ?? null) : value]));
  const differences = newest.terms
    .map((term) => ({ label: term.label, name: nameOf(term) }))
    .filter(({ name }) => (before[name] ?? null) !== theirs[name])
    .map(({ label, name }) => ({ label, name, before: before[name] ?? null, theirs: theirs[name] ?? null, mine: merged[name] ?? null }));
  return { draft: merged, differences };
}

export function mappingsOf({ terms, categories }: Crosswalk, draft: Draft): Mapping[] {
  return terms.flatMap((term) => {
    const value = draft[nameOf(term)];
    const chosen = categories.find((one) => one.kind === term.kind && valueOf(one) === value);
    return chosen ? [{ kind: term.kind, code: term.code, domain: chosen.domain, category: chosen.category }] : [];
  });
}

// The categories of a kind, by domain, in their order.
export function domainsOf(categories: CrosswalkCategory[], kind: CrosswalkTerm['kind']): { domain: string; categories: CrosswalkCategory[] }[] {
  const all = new Map<string, CrosswalkCategory[]>();
  for (const one of categories.filter((each) => each.kind === kind)) all.set(one.domain, [...(all.get(one.domain) ?? []), one]);
  return [...all].map(([domain, inside]) => ({ domain, categories: inside }));
}
