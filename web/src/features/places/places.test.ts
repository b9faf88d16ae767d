import { describe, expect, it } from 'vitest';
import type { Place } from '$lib/api/api';
import { placesFor } from './places';

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
