import type { CentreRole, StaffChange, StaffMember } from '$lib/api/office';
import { locale } from '$lib/i18n/lang.svelte';

export interface Draft extends Omit<StaffChange, 'capacity' | 'centre_roles'> {
  login: string;
  // In which centres one works, and for which one is written to.
  works: string[];
  contact: string[];
  // As a choice of a list: '' is what the line says.
  capacity: string;
}

export const newDraft = (): Draft => ({
  login: '',
  name: '',
  alias: '',
  discipline: null,
  roles: ['operator'],
  works: [],
  contact: [],
  capacity: '',
  active: true,
});

const centresOf = (roles: CentreRole[], wanted: CentreRole['role']): string[] =>
  roles.filter(({ role }) => role === wanted).map(({ centre }) => centre);

export const draftOf = ({ staff: _, capacity, centre_roles, ...rest }: StaffMember): Draft => ({
  ...rest,
  roles: [...rest.roles],
  works: centresOf(centre_roles, 'centre_worker'),
  contact: centresOf(centre_roles, 'centre_contact'),
  capacity: String(capacity ?? ''),
});

export const changeOf = ({ login: _, works, contact, ...draft }: Draft): StaffChange => ({
  ...draft,
  centre_roles: [
    ...works.map((centre) => ({ role: 'centre_worker' as const, centre })),
    ...contact.map((centre) => ({ role: 'centre_contact' as const, centre })),
  ],
  name: draft.name.trim(),
  alias: draft.alias.trim(),
  capacity: draft.capacity === '' ? null : Number(draft.capacity),
});

const wordsOf = (text: string): string[] => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/\p{L}{2,}/gu) ?? [];

// Whether the alias, which visitors read, says something of the real name, which they never do.
export const tellsName = (alias: string, name: string): boolean => wordsOf(alias).some((word) => wordsOf(name).includes(word));

const isCoordinator = (one: Pick<StaffMember, 'roles' | 'active'>) => one.active && one.roles.includes('coordinator');

// Whether this change would leave the line without a coordinator: then that is why the server refuses it.
export const leavesNobody = (team: StaffMember[], id: string, change: Pick<StaffChange, 'roles' | 'active'>): boolean =>
  !isCoordinator(change) && !team.some((one) => one.staff !== id && isCoordinator(one));

// Who can log in first, then by alias.
export const inOrder = (team: StaffMember[]): StaffMember[] =>
  [...team].sort((a, b) => Number(b.active) - Number(a.active) || a.alias.localeCompare(b.alias, locale()));
