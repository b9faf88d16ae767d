import { asOne } from '$lib/text/password';
import { call, line } from './api';
import type { components } from './http';

type Schemas = components['schemas'];
export type SecondStep = Schemas['SecondStep'];
export type Factors = Schemas['Factors'];
export type FactorMade = Schemas['FactorMade'];
export type NewTotp = Schemas['NewTotp'];
export type OpenSession = Schemas['OpenSessions']['sessions'][number];
export type LineSecondFactor = Schemas['LineSecondFactor'];
type Session = Schemas['Session'];

const post = <T>(path: string, body?: unknown) => call<T>(path, { method: 'POST', body });
const put = <T>(path: string, body: unknown) => call<T>(path, { method: 'PUT', body });
const drop = (path: string) => call<null>(path, { method: 'DELETE' });

// In a session there is no ticket.
export type Ticket = { ticket?: string };
const kPasskeys = '/api/account/passkeys';

// The own ways in, and the steps of a log-in.
export const account = {
  logIn: ({ login, password }: Schemas['Login']) =>
    post<Session | SecondStep>('/api/session', { login, password: asOne(password) }),
  enterCode: (body: Schemas['TicketAndCode']) => post<Session>('/api/session/code', body),
  challenge: (ticket: Ticket) => post<Schemas['PasskeyToShow']>('/api/session/challenge', ticket),
  showPasskey: (body: Schemas['ShownPasskey']) => post<Session>('/api/session/passkey', body),

  factors: () => call<Factors>('/api/account/factors'),
  prove: (password: string) => post<null>('/api/account/proof', { password: asOne(password) }),
  changePassword: ({ old, password }: Schemas['OwnPassword']) =>
    put<null>('/api/account/password', { old: asOne(old), password: asOne(password) }),
  email: () => call<Schemas['OwnEmail']>('/api/session/email'),
  changeEmail: (body: Schemas['OwnEmail']) => put<null>('/api/session/email', body),
  beginTotp: (ticket: Ticket) => post<NewTotp>('/api/account/totp', ticket),
  confirmTotp: (body: Schemas['FirstCode']) => put<FactorMade>('/api/account/totp', body),
  dropTotp: () => drop('/api/account/totp'),
  newChallenge: (ticket: Ticket) => post<Schemas['PasskeyToMake']>('/api/account/challenge', ticket),
  addPasskey: (body: Schemas['NewPasskey']) => post<FactorMade>(kPasskeys, body),
  dropPasskey: (id: string) => drop(`${kPasskeys}/${id}`),
  newCodes: () => post<FactorMade>('/api/account/recovery-codes'),
  sessions: () => call<Schemas['OpenSessions']>('/api/account/sessions'),
  endSession: (id: string) => drop(`/api/account/sessions/${id}`),
  endOthers: () => drop('/api/account/sessions'),

  ofLine: (slug: string) => call<LineSecondFactor>(`${line(slug)}/second-factor`),
  askOfOperators: (slug: string, operators: boolean) =>
    put<LineSecondFactor>(`${line(slug)}/second-factor`, { operators }),
  take: (slug: string, staff: string) => drop(`${line(slug)}/staff/${staff}/factors`),
};
