import { describe, expect, it } from 'vitest';
import { named, searched, score } from './search';

describe('searching', () => {
  it('wants every word, without accents and capitals', () => {
    expect(score('gezin inter', ['Interactie in het gezin'])).toBeGreaterThan(0);
    expect(score('COORDINATOR', ['coördinator'])).toBeGreaterThan(0);
    expect(score('gezin school', ['Interactie in het gezin'])).toBe(0);
    expect(score('  ', ['x'])).toBe(1);
  });
  it('puts what begins with it, and what is in the title, first', () => {
    const all = ['Zelfverwonding', 'Verliefdheid', 'Overlijden', 'Gezin en verlies'];
    expect(searched(all, 'ver', (one) => [one])).toEqual(['Verliefdheid', 'Gezin en verlies', 'Zelfverwonding', 'Overlijden']);
    expect(searched([['a', 'thuis'], ['thuis', 'b']], 'thuis', (one) => one)[0]).toEqual(['thuis', 'b']);
  });
  it('finds what a whole question names, the most telling word first', () => {
    const all = ['Interactie in het gezin', 'Pesten, cyberpesten', 'Overlijden', 'Verliefdheid'];
    const textsOf = (one: string) => [one, null];
    expect(named(all, 'Hoeveel leerlingen spraken vorig jaar over pesten?', textsOf)).toEqual(['Pesten, cyberpesten']);
    expect(named(all, 'pesten of interactie', textsOf)).toEqual(['Interactie in het gezin', 'Pesten, cyberpesten']);
    expect(named(all, 'is het meer in de klas', textsOf)).toEqual([]);
  });
});
