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
