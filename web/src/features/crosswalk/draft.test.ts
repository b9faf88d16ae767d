import { expect, test } from 'vitest';
import type { Crosswalk } from '$lib/api/crosswalks';
import { changesIn, domainsOf, draftOf, mappingsOf } from './draft';

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
