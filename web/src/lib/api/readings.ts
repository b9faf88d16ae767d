import { call, line } from './api';
import type { components } from './http';

type Schemas = components['schemas'];
export type EndedTalk = Schemas['EndedTalk'];
export type Transcript = Schemas['Transcript'];
export type Purpose = Transcript['purpose'];
export type Seal = Schemas['Seal'];
export type Reading = Schemas['Reading'];
export type HousePerson = Schemas['HousePerson'];
export type Right = Schemas['Right'];
export type LogEntry = Schemas['LogEntry'];

const post = <T>(path: string, body?: unknown) => call<T>(path, { method: 'POST', body });

// Who reads a talk that has ended, and who may see that.
export const readings = {
  talks: (slug: string, from: string, to: string) => call<Schemas['EndedTalks']>(`${line(slug)}/talks/${from}/${to}`),
  read: (talk: string, purpose: Purpose) => post<Transcript>(`/api/conversations/${talk}/readings`, { purpose }),
  month: (slug: string, month: string) => call<Schemas['Readings']>(`${line(slug)}/readings/${month}`),
  seals: async (slug: string) => (await call<Schemas['Seals']>(`${line(slug)}/seals`)).seals,
  askSeal: (talk: string, emergency: boolean, why: string) =>
    post<Seal>(`/api/conversations/${talk}/seals`, { emergency, why }),
  answerSeal: (seal: string, answer: 'confirm' | 'refuse') => post<Seal>(`/api/seals/${seal}/answer`, { answer }),
};

// The house: its people, its log, the seals of every line.
export const house = {
  staff: () => call<Schemas['HouseStaff']>('/api/house/staff'),
  add: (person: Schemas['NewHousePerson']) => post<Schemas['StaffAdded']>('/api/house/staff', person),
  change: (staff: string, change: Schemas['HousePersonChange']) =>
    call<HousePerson>(`/api/house/staff/${staff}`, { method: 'PUT', body: change }),
  resetPassword: (staff: string) => post<Schemas['NewPassword']>(`/api/house/staff/${staff}/password`),
  takeFactors: (staff: string) => call(`/api/house/staff/${staff}/factors`, { method: 'DELETE' }),
  seals: async () => (await call<Schemas['Seals']>('/api/house/seals')).seals,
  head: () => call<Schemas['LogHead']>('/api/house/log'),
  log: async (from: string, to: string, what: string, before: number) =>
    (await call<Schemas['LogPage']>(`/api/house/log/${from}/${to}/${what}/${before}`)).entries,
};
