import { call, line } from '$lib/api/api';
import type { components } from '$lib/api/http';

type Schemas = components['schemas'];
export type Partner = Schemas['Partner'];
export type NewPartner = Schemas['NewPartner'];
export type Counts = Schemas['HandoverCounts'];

const path = (slug: string) => `${line(slug)}/partners`;

export const partnersApi = {
  all: (slug: string) => call<Schemas['Partners']>(path(slug)),
  add: (slug: string, body: NewPartner) => call<Partner>(path(slug), { method: 'POST', body }),
  change: (slug: string, id: string, body: NewPartner) => call<Partner>(`${path(slug)}/${id}`, { method: 'PUT', body }),
  drop: (slug: string, id: string) => call<null>(`${path(slug)}/${id}`, { method: 'DELETE' }),
  counts: (slug: string, from: string, to: string) => call<Counts>(`${line(slug)}/handovers/${from}/${to}`),
};

// Whether a talk can go there now: a link always can.
export const takesTalks = ({ free }: Partner): boolean => free === null || free.state === 'open';
