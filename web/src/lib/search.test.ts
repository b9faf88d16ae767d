import { describe, expect, it } from 'vitest';
import { searched, score } from './search';

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
});
