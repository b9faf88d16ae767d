import { call, line } from './api';
import type { components } from './http';

type Schemas = components['schemas'];
export type AppointmentPage = Schemas['AppointmentPage'];
export type PlanPage = Schemas['PlanPage'];
export type FreeSlot = Schemas['FreeSlot'];
export type Slot = Schemas['Slot'];
export type Slots = Schemas['Slots'];
export type NewSlots = Schemas['NewSlots'];
export type Appointment = Schemas['Appointment'];
export type Plan = Schemas['Plan'];
export type PlanChange = Schemas['PlanChange'];
export type Agreed = Schemas['Agreed'];

const post = <T>(path: string, body: unknown) => call<T>(path, { method: 'POST', body });

// What who has a code asks.
export const codes = {
  plan: (body: Schemas['CodeRequest']) => post<PlanPage>('/api/plans', body),
  bring: (token: string, body: Schemas['CodeRequest']) =>
    call<PlanPage>('/api/visit/plan', { method: 'PUT', token, body }),
  appointment: (body: Schemas['CodeRequest']) => post<AppointmentPage>('/api/appointments', body),
  move: (body: Schemas['MoveRequest']) => post<AppointmentPage>('/api/appointments/move', body),
  cancel: (body: Schemas['CodeRequest']) => post<null>('/api/appointments/cancel', body),
  open: (body: Schemas['SecondTalkRequest']) => post<Schemas['Returned']>('/api/appointments/open', body),
};

// What staff ask.
export const second = {
  slots: (slug: string) => call<Slots>(`${line(slug)}/slots`),
  offers: (slug: string, on: boolean) =>
    call<Slots>(`${line(slug)}/slots`, { method: 'PUT', body: { second_talks: on } }),
  open: (slug: string, slots: NewSlots) => post<Slots>(`${line(slug)}/slots`, slots),
  drop: (slug: string, slot: string) => call<null>(`${line(slug)}/slots/${slot}`, { method: 'DELETE' }),
  elsewhere: (slug: string) => call<Schemas['SlotsElsewhere']>(`${line(slug)}/slots/elsewhere`),
  appointments: (slug: string) => call<Schemas['Appointments']>(`${line(slug)}/appointments`),
  plans: (slug: string) => call<Schemas['Plans']>(`${line(slug)}/plans`),
  changePlan: (slug: string, plan: string, body: PlanChange) =>
    call<Plan>(`${line(slug)}/plans/${plan}`, { method: 'PUT', body }),
  endPlan: (slug: string, plan: string) => call<null>(`${line(slug)}/plans/${plan}`, { method: 'DELETE' }),
  agreed: (conversation: string) => call<Agreed>(`/api/conversations/${conversation}/agreed`),
};
