import { call } from './api';
import type { components } from './http';

type Schemas = components['schemas'];
export type Challenge = Schemas['Challenge'];
export type Proof = Schemas['Proof'];
export type Party = Schemas['Party'];
export type Device = Schemas['Device'];
export type Label = Schemas['Label'];
export type Choice = Schemas['Choice'];
export type Rating = Schemas['RatingRequest'];

// What a visitor asks, beside starting a visit.
export const visitorApi = {
  challenge: (slug: string) =>
    call<Challenge>(`/api/lines/${encodeURIComponent(slug)}/challenges`, { method: 'POST' }),
  returnCode: (token: string) => call<Schemas['ReturnCode']>('/api/visit/code', { method: 'POST', token }),
  comeBack: (body: Schemas['ReturnRequest']) => call<Schemas['Returned']>('/api/returns', { method: 'POST', body }),
  exit: (token: string) => call<null>('/api/visit/exit', { method: 'POST', token, keepalive: true }),
  rate: (token: string, body: Rating) => call<null>('/api/visit/rating', { method: 'PUT', token, body }),
};
