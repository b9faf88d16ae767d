import type { Code, FieldError } from './frames';
import type { components } from './http';

type Schemas = components['schemas'];
export type Line = Schemas['Line'];
export type LineName = Schemas['LineName'];
export type Visit = Schemas['Visit'];
export type VisitRequest = Schemas['VisitRequest'];
export type Session = Schemas['Session'];
export type Rules = Schemas['Rules'];
export type Term = Schemas['Term'];
export type Terms = Schemas['Terms'];
export type Phrase = Schemas['Phrase'];
export type Guide = Schemas['Guide'];
export type Place = Schemas['Place'];
export type Registration = Schemas['Registration'];
export type RegistrationRequest = Schemas['RegistrationRequest'];

// Why a request or a command was refused: a code of the server's table, or that it was not reached at all.
export type Trouble = Code | 'unreachable';

export class Refused extends Error {
  constructor(
    readonly code: Trouble,
    readonly fields: FieldError[] = [],
  ) {
    super(code);
  }
}

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  // Goes on when the page is left.
  keepalive?: boolean;
}

// Until when somebody is at this page. What it asks by itself after that keeps no session open.
export const attended = { until: Infinity };

export async function call<T>(
  path: string,
  { method = 'GET', body, token, headers = {}, signal, keepalive = false }: Call = {},
): Promise<T> {
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (Date.now() > attended.until) headers['Onthaal-Unattended'] = '1';
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers,
      cache: 'no-store',
      keepalive,
      signal: signal ?? AbortSignal.timeout(15_000),
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (answer.ok) return (answer.status === 204 ? null : await answer.json()) as T;
  } catch {
    throw new Refused('unreachable');
  }
  const error = (await answer.json().catch(() => null)) as { code: Code; fields?: FieldError[] } | null;
  // A proxy whose server is away answers with a page of its own.
  throw new Refused(error?.code ?? 'unreachable', error?.fields);
}

export const line = (slug: string) => `/api/lines/${encodeURIComponent(slug)}`;

export const api = {
  lines: () => call<Schemas['Lines']>('/api/lines'),
  line: (slug: string) => call<Line>(line(slug)),
  startVisit: (slug: string, body: VisitRequest) =>
    call<Schemas['Started']>(`${line(slug)}/visits`, { method: 'POST', body }),
  visit: (token: string) => call<Visit>('/api/visit', { token }),
  session: () => call<Session>('/api/session'),
  logOut: () => call<null>('/api/session', { method: 'DELETE' }),
  // Where to log out, too. A provider that does not answer holds nobody here.
  signOnEnd: () => call<Schemas['SignOnEnd']>('/api/sign-on/end', { signal: AbortSignal.timeout(5_000) }),
  pass: (talk: string) => call<Schemas['PassNote']>(`/api/conversations/${talk}/pass`),
  terms: (slug: string) => call<Terms>(`${line(slug)}/terms`),
  phrases: (slug: string) => call<Schemas['Phrases']>(`${line(slug)}/phrases`),
  places: (slug: string) => call<Schemas['Places']>(`${line(slug)}/places`),
  guides: (slug: string) => call<Schemas['Guides']>(`${line(slug)}/guides`),
  registration: (conversation: string) => call<Registration>(`/api/registrations/${conversation}`),
  saveRegistration: (conversation: string, body: RegistrationRequest) =>
    call<Registration>(`/api/registrations/${conversation}`, { method: 'PUT', body }),
  openLive: (hello: unknown, signal: AbortSignal) =>
    call<Schemas['LiveSession']>('/api/live', { method: 'POST', body: hello, signal }),
  sendFrames: (session: string, frames: unknown[], signal: AbortSignal, keepalive = false) =>
    call<null>('/api/live/frames', {
      method: 'POST',
      body: { frames },
      headers: { 'Onthaal-Session': session },
      signal,
      keepalive,
    }),
  waitForFrames: (session: string, after: number, signal: AbortSignal) =>
    call<Schemas['FramesOut']>('/api/live/frames', {
      headers: { 'Onthaal-Session': session, 'Onthaal-After': String(after) },
      signal,
    }),
};
