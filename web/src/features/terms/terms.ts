import type { Term, Terms } from '$lib/api/api';
import type { NewTerm } from '$lib/api/office';
import { lang } from '$lib/i18n/lang.svelte';

export type Kind = NewTerm['kind'];
export type Domain = Term['domains'][number];
export const kKinds: Kind[] = ['theme', 'outcome', 'topic', 'source'];
export const kDomains: Domain[] = ['PSF', 'PGZ', 'L&S', 'OLB'];

const kLists = { theme: 'themes', outcome: 'outcomes', topic: 'topics', source: 'sources' } as const;
export const termsOf = (terms: Terms, kind: Kind): Term[] => terms[kLists[kind]];

// Visitors read topics and sources, in three registers; themes and outcomes are words of staff.
export const isForVisitors = (kind: Kind): boolean => kind === 'topic' || kind === 'source';

// As staff read it, in the language of their page.
export const labelOf = ({ label }: Pick<Term, 'label'>): string => label[lang()];

// What somebody wants to talk about, in the words that they chose: a pupil who feels bad, a parent whose child does.
export function topicSaid(topics: Term[], { who, topic }: { who: string | null; topic: string | null }): string {
  const label = topics.find(({ code }) => code === topic)?.label;
  return label?.[lang() === 'en' ? 'en' : who === 'parent' || who === 'teacher' ? 'nl-u' : 'nl'] ?? topic ?? '';
}

export type Validity = 'now' | 'later' | 'before';
export const validityOf = ({ from, until }: Pick<Term, 'from' | 'until'>, day: string): Validity =>
  from > day ? 'later' : until !== null && until < day ? 'before' : 'now';

// The name that a new term has in the data: it never changes, so it is made from the first label.
export const codeOf = (label: string): string =>
  label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40);

export interface Group {
  domain: Domain | null;
  terms: Term[];
}

// By domain, where terms have one; what belongs to several stands under the first.
export function byDomain(terms: Term[]): Group[] {
  const groups = [...kDomains, null].map((domain) => ({
    domain,
    terms: terms.filter((term) => (term.domains[0] ?? null) === domain),
  }));
  return groups.filter((group) => group.terms.length > 0);
}

export const newTerm = (kind: Kind, day: string): NewTerm => ({
  kind,
  code: '',
  label: { nl: '', 'nl-u': '', en: '' },
  domains: [],
  heavy: false,
  from: day,
  until: null,
});

export const draftOf = ({ term: _, ...rest }: Term, kind: Kind): NewTerm => ({
  kind,
  ...rest,
  label: { ...rest.label },
  domains: [...rest.domains],
});

export function cleaned(draft: NewTerm, isNew: boolean): NewTerm {
  const nl = draft.label.nl.trim();
  const label = isForVisitors(draft.kind)
    ? { nl, 'nl-u': draft.label['nl-u'].trim() || nl, en: draft.label.en.trim() }
    : { nl, 'nl-u': nl, en: draft.label.en.trim() || nl };
  return { ...draft, label, code: isNew ? codeOf(nl) : draft.code, until: draft.until || null };
}
