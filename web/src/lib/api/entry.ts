import { asOne } from '$lib/text/password';
import { call, type Session } from './api';
import type { SecondStep } from './account';
import type { components } from './http';

type Schemas = components['schemas'];
export type OpenInvitation = Schemas['OpenInvitation'];

const post = <T>(path: string, body: unknown) => call<T>(path, { method: 'POST', body });

// How somebody gets an account, a new password, or in by single sign-on.
export const entry = {
  invitation: (token: string) => post<OpenInvitation>('/api/invitation', { token }),
  accept: (body: Schemas['AcceptInvitation']) =>
    post<null>('/api/invitation/account', { ...body, password: asOne(body.password) }),
  sendsMail: async () => (await call<Schemas['MailOrNot']>('/api/password/forgotten')).mail,
  forgotten: (login: string) => post<null>('/api/password/forgotten', { login }),
  choose: ({ token, password }: Schemas['ChosenPassword']) =>
    post<Schemas['PasswordChosen']>('/api/password', { token, password: asOne(password) }),
  signOn: () => call<Schemas['SignOn']>('/api/sign-on'),
  start: (browser: string) => post<Schemas['SignOnAddress']>('/api/sign-on', { browser }),
  // A slow provider is the server's to wait for.
  finish: (body: Schemas['SignOnBack']) =>
    call<Session | SecondStep>('/api/sign-on/session', { method: 'POST', body, signal: AbortSignal.timeout(40_000) }),
};
