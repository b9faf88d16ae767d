import { describe, expect, it } from 'vitest';
import type { Term } from '$lib/api/api';
import { byDomain, cleaned, codeOf, newTerm, topicSaid, validityOf } from './terms';

const term = (code: string, domains: Term['domains']): Term => ({
  term: code,
  code,
  label: { nl: code, 'nl-u': code, en: code },
  domains,
  heavy: false,
  from: '2016-09-01',
  until: null,
});

describe('terms', () => {
  it('are of now from their first to their last day', () => {
    const one = { from: '2026-09-01', until: '2026-11-22' };
    expect(validityOf(one, '2026-08-31')).toBe('later');
    expect(validityOf(one, '2026-09-01')).toBe('now');
    expect(validityOf(one, '2026-11-22')).toBe('now');
    expect(validityOf(one, '2026-11-23')).toBe('before');
    expect(validityOf({ ...one, until: null }, '2036-01-01')).toBe('now');
  });

  it('say a topic in the words of who chose it', () => {
    const topics = [{ ...term('slecht', []), label: { nl: 'Ik voel me slecht', 'nl-u': 'Mijn kind voelt zich slecht', en: 'Bad' } }];
    expect(topicSaid(topics, { who: 'pupil', topic: 'slecht' })).toBe('Ik voel me slecht');
    expect(topicSaid(topics, { who: 'parent', topic: 'slecht' })).toBe('Mijn kind voelt zich slecht');
    expect(topicSaid(topics, { who: null, topic: 'vroeger' })).toBe('vroeger');
    expect(topicSaid(topics, { who: null, topic: null })).toBe('');
  });

  it('get a plain name', () => {
    expect(codeOf('Leer- en studiemethode (é)')).toBe('leer_en_studiemethode_e');
  });

  it('stand under their first domain', () => {
    const terms = [term('info', []), term('zelfverwonding', ['PSF', 'PGZ']), term('verliefd', ['PSF'])];
    expect(byDomain(terms).map(({ domain, terms }) => [domain, terms.map(({ code }) => code)])).toEqual([
      ['PSF', ['zelfverwonding', 'verliefd']],
      [null, ['info']],
    ]);
  });

  it('say to parents what they say to pupils where nothing else is given', () => {
    const topic = { ...newTerm('topic', '2026-11-22'), label: { nl: ' thuis ', 'nl-u': '', en: 'home' }, until: '' };
    expect(cleaned(topic, true)).toMatchObject({ code: 'thuis', label: { nl: 'thuis', 'nl-u': 'thuis', en: 'home' }, until: null });
    expect(cleaned({ ...topic, kind: 'theme', code: 'x' }, false)).toMatchObject({ code: 'x', label: { 'nl-u': 'thuis' } });
  });
});
