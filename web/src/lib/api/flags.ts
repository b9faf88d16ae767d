import { call, line } from './api';
import type { components } from './http';

type Schemas = components['schemas'];
export type Mark = Schemas['Mark'];
export type Flag = Schemas['Flag'];
export type TalkRead = Schemas['TalkRead'];
export type Threshold = Schemas['Threshold'];
export type Decision = Schemas['FlagDecision'];

const put = <T>(path: string, body: unknown) => call<T>(path, { method: 'PUT', body });
const post = <T>(path: string, body: unknown) => call<T>(path, { method: 'POST', body });
const drop = <T>(path: string) => call<T>(path, { method: 'DELETE' });

// What staff ask about suspected fake calls, frequent visitors and refused visits.
export const flags = {
  questions: () => call<Schemas['Marks']>('/api/flags'),
  show: async (talk: string) => (await call<Schemas['MarkShown']>(`/api/flags/${talk}`)).mark,
  mark: (talk: string, why: string) => put<Mark>(`/api/flags/${talk}`, { why }),
  withdraw: (talk: string) => drop<Mark>(`/api/flags/${talk}`),
  answer: (talk: string, answer: string) => put<Mark>(`/api/flags/${talk}/answer`, { answer }),

  list: (slug: string) => call<Schemas['Flags']>(`${line(slug)}/flags`),
  read: (slug: string, flag: string) => call<TalkRead>(`${line(slug)}/flags/${flag}/talk`),
  decide: (slug: string, flag: string, decision: Decision) => post<Flag>(`${line(slug)}/flags/${flag}/decision`, decision),

  frequent: (slug: string) => call<Schemas['Frequent']>(`${line(slug)}/frequent`),
  setFrequent: (slug: string, threshold: Threshold) => put<Schemas['Frequent']>(`${line(slug)}/frequent`, threshold),
  readFrequent: (slug: string, talk: string) => call<TalkRead>(`${line(slug)}/frequent/${talk}/talk`),

  refusals: (slug: string) => call<Schemas['Refusals']>(`${line(slug)}/refusals`),
  refuse: (slug: string, conversation: string, reason: string) =>
    post<Schemas['RefusalMade']>(`${line(slug)}/refusals`, { conversation, reason }),
  letIn: (slug: string, refusal: string) => drop<null>(`${line(slug)}/refusals/${refusal}`),
};
