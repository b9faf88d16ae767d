import { describe, expect, it } from 'vitest';
import { contactsIn, rangeOf } from './contacts';

const found = (text: string) => contactsIn(text).map(({ kind, from, until }) => [kind, text.slice(from, until)]);

describe('contactsIn', () => {
  it('points at numbers and addresses as people write them', () => {
    expect(found('bel 0470 12 34 56 of 09/123.45.67')).toEqual([
      ['phone', '0470 12 34 56'],
      ['phone', '09/123.45.67'],
    ]);
    expect(found('+32 470 12 34 56 en jan.peeters@example.be.')).toEqual([
      ['phone', '+32 470 12 34 56'],
      ['mail', 'jan.peeters@example.be'],
    ]);
  });

  it('leaves dates, amounts, times and help lines', () => {
    for (const text of ['op 01/02/2026', 'om 10.30', 'bel 1813 of 102', '0,50 euro', 'ik ben 14', '20262026202620']) {
      expect(found(text)).toEqual([]);
    }
  });
});

describe('rangeOf', () => {
  it('counts what the server counts', () => {
    const text = '👋 ik ben Élise';
    expect(rangeOf(text, text.indexOf('Élise'), text.length)).toEqual({ start: 9, length: 5 });
  });
});
