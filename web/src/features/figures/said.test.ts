import { beforeAll, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/i18n/figures';
import { askedOf } from './asked';
import { filterSaid } from './said';

vi.stubGlobal('document', { documentElement: { lang: '' } });
beforeAll(() => words.load('nl'));

const nameOf = (code: string) => `<${code}>`;
const said = (search: string) => filterSaid(askedOf(search), nameOf);

describe('what a filter lets through', () => {
  it('is not said where it is everything', () => expect(said('?period=2021-2022')).toBe(''));
  it('is said with the names that people know', () => {
    expect(said('?who=parent&theme=pesten&theme=c_attest&centre=gent')).toBe('Ouders · <pesten> of <c_attest> · <gent>');
    expect(said('?definition=2')).toBe('telling: Sinds september 2022 (echte dialoog)');
  });
});
