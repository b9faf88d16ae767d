import { expect, test } from 'vitest';
import type { Crosswalk } from '$lib/api/crosswalks';
import { changesIn, domainsOf, draftOf, mappingsOf, onto } from './draft';

const label = { nl: 'x', en: 'x' };
const shown: Crosswalk = {
  target: 'chi',
  version: 1,
  terms: [
    { kind: 'theme', code: 'pesten', label, until: null, domain: 'Violence', category: 'Bullying' },
    { kind: 'theme', code: 'ander', label, until: null, domain: null, category: null },
    { kind: 'outcome', code: 'ander', label, until: null, domain: null, category: null },
  ],
  categories: [
    { kind: 'theme', domain: 'Violence', category: 'Bullying' },
    { kind: 'theme', domain: 'Violence', category: 'Cyberbullying' },
    { kind: 'outcome', domain: 'Action taken', category: 'Other' },
  ],
  versions: [],
};

test('a draft begins as what is shown, and says how much of it changed', () => {
  const draft = draftOf(shown);
  expect(changesIn(shown, draft)).toBe(0);
  expect(mappingsOf(shown, draft)).toEqual([{ kind: 'theme', code: 'pesten', domain: 'Violence', category: 'Bullying' }]);
  draft['theme pesten'] = 'Violence · Cyberbullying';
  draft['outcome ander'] = 'Action taken · Other';
  expect(changesIn(shown, draft)).toBe(2);
  expect(mappingsOf(shown, draft)).toEqual([
    { kind: 'theme', code: 'pesten', domain: 'Violence', category: 'Cyberbullying' },
    { kind: 'outcome', code: 'ander', domain: 'Action taken', category: 'Other' },
  ]);
  draft['theme pesten'] = null;
  expect(mappingsOf(shown, draft)).toHaveLength(1);
});

test('a category of outcomes is none of a theme', () => {
  expect(domainsOf(shown.categories, 'outcome')).toEqual([{ domain: 'Action taken', categories: [shown.categories[2]] }]);
  expect(mappingsOf(shown, { 'theme ander': 'Action taken · Other' })).toEqual([]);
});

test('what was changed here stays on top of what somebody else made', () => {
  const mine = { ...draftOf(shown), 'theme ander': 'Violence · Cyberbullying', 'theme pesten': null };
  const [first, ...rest] = shown.terms;
  const newest: Crosswalk = {
    ...shown,
    version: 2,
    terms: [{ ...first!, category: 'Cyberbullying' }, rest[0]!, { ...rest[1]!, domain: 'Action taken', category: 'Other' }],
  };
  const merged = onto(newest, shown, mine);
  expect(merged.draft).toEqual({ 'theme pesten': null, 'theme ander': 'Violence · Cyberbullying', 'outcome ander': 'Action taken · Other' });
  expect(changesIn(newest, merged.draft)).toBe(2);
  expect(merged.differences).toEqual([
    { label, name: 'theme pesten', before: 'Violence · Bullying', theirs: 'Violence · Cyberbullying', mine: null },
    { label, name: 'outcome ander', before: null, theirs: 'Action taken · Other', mine: 'Action taken · Other' },
  ]);
  expect(onto(shown, shown, mine)).toEqual({ draft: mine, differences: [] });
});
