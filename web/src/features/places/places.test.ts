import { describe, expect, it } from 'vitest';
import type { Place } from '$lib/api/api';
import { placesFor, weekSent, weekShown } from './places';

const place = (kind: Place['kind'], name: string, town: string | null, phone: string): Place => ({
  place: name,
  kind,
  name,
  town,
  phone,
  about: null,
  url: null,
  hours: null,
  week: null,
  public: true,
});
const all = [
  place('helpline', 'Zelfmoordlijn', null, '1813'),
  place('centre', 'GO! CLB Gent', 'Gent', '09 000 00 00'),
  place('helpline', 'Awel', null, '102'),
];
const kinds = { centre: 'CLB', helpline: 'hulplijn', self_help: 'zelfhulp' };
const names = (query: string) => placesFor(all, query, kinds).map(({ name }) => name);

describe('places', () => {
  it('are found by name, town, kind and number', () => {
    expect(names('awel')).toEqual(['Awel']);
    expect(names('gent')).toEqual(['GO! CLB Gent']);
    expect(names('hulplijn')).toEqual(['Zelfmoordlijn', 'Awel']);
    expect(names('1813')).toEqual(['Zelfmoordlijn']);
  });
  it('are all there when nothing is typed', () => expect(names('')).toHaveLength(3));
});

describe('the hours of a week', () => {
  const wire = 'mon-fri 16:00-22:00, sat 10:00-12:00 14:00-18:00';
  const dutch = 'ma-vr 16:00-22:00, za 10:00-12:00 14:00-18:00';

  it('have the words of the page', () => {
    expect(weekShown(wire, 'nl')).toBe(dutch);
    expect(weekShown(wire, 'en')).toBe(wire);
    expect(weekShown('daily 17:00-24:00', 'nl')).toBe('dagelijks 17:00-24:00');
    expect(weekShown(null, 'nl')).toBeNull();
  });
  it('are sent in the same words, whichever were typed', () => {
    expect(weekSent(dutch)).toBe(wire);
    expect(weekSent(wire)).toBe(wire);
    expect(weekSent('Ma-Vr 16:00-22:00')).toBe('mon-fri 16:00-22:00');
    expect(weekSent('altijd')).toBe('always');
    expect(weekSent('feestdagen 16:00-22:00')).toBe('feestdagen 16:00-22:00');
    expect(weekSent(null)).toBeNull();
  });
});
