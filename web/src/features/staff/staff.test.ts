import { describe, expect, it } from 'vitest';
import type { StaffMember } from '$lib/api/office';
import { changeOf, draftOf, inOrder, leavesNobody, newDraft, tellsName } from './staff';

const noor: StaffMember = {
  staff: 'noor',
  login: 'noor',
  name: 'Noor Peeters',
  alias: 'Noor',
  discipline: 'arts',
  active: true,
  roles: ['operator'],
  centre_roles: [{ role: 'centre_worker', centre: 'gent' }, { role: 'centre_contact', centre: 'brugge' }],
  capacity: 2,
};
const greet: StaffMember = { ...noor, staff: 'greet', alias: 'Greet', roles: ['operator', 'coordinator'], capacity: null };
const bas: StaffMember = { ...greet, staff: 'bas', alias: 'Bas', active: false };

describe('the staff of a line', () => {
  it('goes to a form and back unchanged', () => {
    const { staff: _, login: __, ...change } = noor;
    expect(changeOf(draftOf(noor))).toEqual(change);
    expect(changeOf(draftOf(greet)).capacity).toBeNull();
  });

  it('starts as an operator who works as the line says', () => {
    const roles = ['operator'];
    expect(changeOf({ ...newDraft(), name: ' An ' })).toMatchObject({ name: 'An', roles, capacity: null, active: true });
  });

  it('knows the last coordinator: who cannot log in does not count', () => {
    const team = [noor, greet, bas];
    expect(leavesNobody(team, 'greet', { roles: ['operator'], active: true })).toBe(true);
    expect(leavesNobody(team, 'greet', { roles: ['coordinator'], active: false })).toBe(true);
    expect(leavesNobody(team, 'greet', { roles: ['coordinator'], active: true })).toBe(false);
    expect(leavesNobody([...team, { ...greet, staff: 'els' }], 'greet', { roles: [], active: true })).toBe(false);
  });

  it('says when an alias tells the real name, in whatever way it is written', () => {
    const name = 'Zo\u00eb Van den Berg';
    for (const alias of ['Zoë', 'zoe', 'Zoe\u0308', 'Van den Berg', 'Juf Zoë', 'BERG 2']) expect(tellsName(alias, name)).toBe(true);
    for (const alias of ['', 'Vlinder', 'Medewerker 3', 'Zo', 'Bergen']) expect(tellsName(alias, name)).toBe(false);
    expect(tellsName('Vlinder', '')).toBe(false);
  });

  it('shows who can log in first', () => {
    expect(inOrder([bas, noor, greet]).map(({ alias }) => alias)).toEqual(['Greet', 'Noor', 'Bas']);
  });
});
