import type { StaffChange, StaffMember } from '$lib/api/office';
import { locale } from '$lib/i18n/lang.svelte';

export interface Draft extends Omit<StaffChange, 'capacity'> {
  login: string;
  // As a choice of a list: '' is what the line says.
  capacity: string;
}

export const newDraft = (): Draft => ({
  login: '',
  name: '',
  alias: '',
  discipline: null,
  roles: ['operator'],
  capacity: '',
  active: true,
});

export const draftOf = ({ staff: _, capacity, ...rest }: StaffMember): Draft => ({
  ...rest,
  roles: [...rest.roles],
  capacity: String(capacity ?? ''),
});

export const changeOf = ({ login: _, ...draft }: Draft): StaffChange => ({
  ...draft,
  name: draft.name.trim(),
  alias: draft.alias.trim(),
  capacity: draft.capacity === '' ? null : Number(draft.capacity),
});

const isCoordinator = (one: Pick<StaffMember, 'roles' | 'active'>) => one.active && one.roles.includes('coordinator');

// Whether this change would leave the line without a coordinator: then that is why the server refuses it.
export const leavesNobody = (team: StaffMember[], id: string, change: Pick<StaffChange, 'roles' | 'active'>): boolean =>
  !isCoordinator(change) && !team.some((one) => one.staff !== id && isCoordinator(one));

// Who can log in first, then by alias.
export const inOrder = (team: StaffMember[]): StaffMember[] =>
  [...team].sort((a, b) => Number(b.active) - Number(a.active) || a.alias.localeCompare(b.alias, locale()));
