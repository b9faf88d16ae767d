import { describe, expect, it } from 'vitest';
import type { Phrase } from '$lib/api/api';
import { phrasesFor } from './phrases';

const phrase = (title: string, text: string, register: Phrase['register'], theme: string | null): Phrase => ({
  phrase: title,
  title,
  text,
  register,
  theme,
});
const all = [
  phrase('Onthaal', 'Fijn dat je er bent.', 'nl', null),
  phrase('Onthaal ouder', 'Fijn dat u er bent.', 'nl-u', null),
  phrase('Even geduld', 'Een ogenblik.', null, null),
  phrase('Pesten', 'Wat naar dat ze je pesten.', 'nl', 'pesten'),
  phrase('1813', 'Je kan 1813 bellen.', null, 'suicidaliteit'),
];
const titles = (query: string, register: 'nl' | 'nl-u' | 'en', themes: string[] = []) =>
  phrasesFor(all, query, register, themes).map(({ title }) => title);

describe('the phrases for a talk', () => {
  it('are of its register first, and never of another', () => {
    expect(titles('', 'nl')).toEqual(['Onthaal', 'Pesten', 'Even geduld', '1813']);
    expect(titles('', 'nl-u')).toEqual(['Onthaal ouder', 'Even geduld', '1813']);
  });
  it('are Dutch for who reads the English page, as we chat in Dutch', () =>
    expect(titles('', 'en')).toEqual(['Onthaal', 'Pesten', 'Even geduld', '1813']));
  it('are of its themes before all others', () =>
    expect(titles('', 'nl', ['suicidaliteit', 'pesten']).slice(0, 2)).toEqual(['1813', 'Pesten']));
  it('are found by title and text', () => {
    expect(titles('fijn', 'nl')).toEqual(['Onthaal']);
    expect(titles('1813', 'nl')).toEqual(['1813']);
    expect(titles('bestaat niet', 'nl')).toEqual([]);
  });
});
