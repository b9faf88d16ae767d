import { call, line, type Guide, type Line, type Phrase, type Place, type Term, type Terms } from './api';
import type { Briefing } from './frames';
import type { components } from './http';

type Schemas = components['schemas'];
export type Settings = Schemas['Settings'];
export type Label = Schemas['Label'];
export type NewTerm = Schemas['NewTerm'];
export type NewPhrase = Schemas['NewPhrase'];
export type NewPlace = Schemas['NewPlace'];
export type NewGuide = Schemas['NewGuide'];
export type Invitation = Schemas['Invitation'];
export type NewInvitation = Schemas['NewInvitation'] & { discipline: string | null };
export type StaffMember = Schemas['StaffMember'];
export type CentreRole = Schemas['CentreRole'];
export type NewStaff = Schemas['NewStaff'];
export type StaffChange = Schemas['StaffChange'];
export type Rating = Schemas['Rating'];
export type Ratings = Schemas['Ratings'];
export type Notice = Schemas['Notices']['notices'][number];
export type Display = Schemas['Display'];
export type Foreseen = Schemas['Foreseen'];
export type Period = Schemas['Retention']['kinds'][number];
export type PeriodChange = Schemas['RetentionChange'];
export type Told = Schemas['Retention']['log'][number];
export type Hours = Schemas['Hours'];
export type HoursSettings = Schemas['HoursSettings'];
export type Week = Schemas['Week'];
export type Regime = Schemas['Regime'];
export type NewRegime = Schemas['NewRegime'];
export type Exception = Schemas['Exception'];
export type NewException = Schemas['NewException'];
export type NewOverride = Schemas['NewOverride'];
export type Calendar = Schemas['Calendar'];
export type CalendarDay = Schemas['CalendarDay'];
export type Overview = Schemas['Overview'];

const post = <T>(path: string, body?: unknown) => call<T>(path, { method: 'POST', body });
const put = <T>(path: string, body: unknown) => call<T>(path, { method: 'PUT', body });
const drop = (path: string) => call<null>(path, { method: 'DELETE' });

// What coordinators ask. Apart from api.ts, so that none of it lands on a visitor's phone.
export const office = {
  open: (slug: string, open: boolean) => put<Line>(`${line(slug)}/open`, { open }),
  overview: (slug: string) => call<Overview>(`${line(slug)}/overview`),

  notices: (slug: string) => call<Schemas['Notices']>(`${line(slug)}/notices`),
  seeNotice: (slug: string, id: string) => post<null>(`${line(slug)}/notices/${id}/seen`),

  retention: (slug: string) => call<Schemas['Retention']>(`${line(slug)}/retention`),
  foreseeRetention: (slug: string, change: Schemas['RetentionChange']) =>
    post<Schemas['Foreseen']>(`${line(slug)}/retention/foreseen`, change),
  changeRetention: (slug: string, change: Schemas['RetentionChange']) =>
    put<null>(`${line(slug)}/retention`, change),
  displays: (slug: string) => call<Schemas['Displays']>(`${line(slug)}/displays`),
  makeDisplay: (slug: string, name: string) => post<Schemas['DisplayMade']>(`${line(slug)}/displays`, { name }),
  revokeDisplay: (slug: string, id: string) => drop(`${line(slug)}/displays/${id}`),

  addShippedGuides: (slug: string) => post<Schemas['Guides']>(`${line(slug)}/guides/shipped`),
  guides: (slug: string) => call<Schemas['Guides']>(`${line(slug)}/guides`),
  addGuide: (slug: string, guide: NewGuide) => post<Guide>(`${line(slug)}/guides`, guide),
  changeGuide: (slug: string, id: string, guide: NewGuide) => put<Guide>(`${line(slug)}/guides/${id}`, guide),
  dropGuide: (slug: string, id: string) => drop(`${line(slug)}/guides/${id}`),

  briefings: (slug: string) => call<Schemas['Briefings']>(`${line(slug)}/briefings`),
  writeBriefing: (slug: string, briefing: Briefing) => put<Briefing>(`${line(slug)}/briefing`, briefing),

  hours: (slug: string) => call<Hours>(`${line(slug)}/hours`),
  setHours: (slug: string, settings: HoursSettings) => put<Hours>(`${line(slug)}/hours`, settings),
  addRegime: (slug: string, regime: NewRegime) => post<Regime>(`${line(slug)}/hours/regimes`, regime),
  changeRegime: (slug: string, id: string, regime: NewRegime) =>
    put<Regime>(`${line(slug)}/hours/regimes/${id}`, regime),
  dropRegime: (slug: string, id: string) => drop(`${line(slug)}/hours/regimes/${id}`),
  addException: (slug: string, exception: NewException) =>
    post<Exception>(`${line(slug)}/hours/exceptions`, exception),
  dropException: (slug: string, id: string) => drop(`${line(slug)}/hours/exceptions/${id}`),
  addOverride: (slug: string, days: NewOverride) => post<NewOverride>(`${line(slug)}/hours/overrides`, days),
  dropOverride: (slug: string, id: string) => drop(`${line(slug)}/hours/overrides/${id}`),
  calendar: (slug: string, from: string, to: string) => call<Calendar>(`${line(slug)}/calendar/${from}/${to}`),

  settings: (slug: string) => call<Settings>(`${line(slug)}/settings`),
  saveSettings: (slug: string, settings: Settings) => put<Settings>(`${line(slug)}/settings`, settings),

  terms: (slug: string) => call<Terms>(`${line(slug)}/terms/all`),
  addTerm: (slug: string, term: NewTerm) => post<Term>(`${line(slug)}/terms`, term),
  changeTerm: (slug: string, id: string, term: NewTerm) => put<Term>(`${line(slug)}/terms/${id}`, term),

  phrases: (slug: string) => call<Schemas['Phrases']>(`${line(slug)}/phrases`),
  addPhrase: (slug: string, phrase: NewPhrase) => post<Phrase>(`${line(slug)}/phrases`, phrase),
  changePhrase: (slug: string, id: string, phrase: NewPhrase) => put<Phrase>(`${line(slug)}/phrases/${id}`, phrase),
  dropPhrase: (slug: string, id: string) => drop(`${line(slug)}/phrases/${id}`),

  places: (slug: string) => call<Schemas['Places']>(`${line(slug)}/places`),
  addPlace: (slug: string, place: NewPlace) => post<Place>(`${line(slug)}/places`, place),
  changePlace: (slug: string, id: string, place: NewPlace) => put<Place>(`${line(slug)}/places/${id}`, place),
  dropPlace: (slug: string, id: string) => drop(`${line(slug)}/places/${id}`),

  invitations: (slug: string) => call<Schemas['Invitations']>(`${line(slug)}/invitations`),
  invite: (slug: string, person: NewInvitation) => post<Schemas['InvitationMade']>(`${line(slug)}/invitations`, person),
  renewInvitation: (slug: string, id: string) =>
    post<Schemas['InvitationMade']>(`${line(slug)}/invitations/${id}/renewal`),
  revokeInvitation: (slug: string, id: string) => drop(`${line(slug)}/invitations/${id}`),
  partWith: (slug: string, id: string) => post<null>(`${line(slug)}/staff/${id}/departure`),

  staff: (slug: string) => call<Schemas['StaffList']>(`${line(slug)}/staff`),
  addStaff: (slug: string, person: NewStaff) => post<Schemas['StaffAdded']>(`${line(slug)}/staff`, person),
  changeStaff: (slug: string, id: string, person: StaffChange) =>
    put<StaffMember>(`${line(slug)}/staff/${id}`, person),
  resetPassword: (slug: string, id: string) => post<Schemas['NewPassword']>(`${line(slug)}/staff/${id}/password`),

  ratings: (slug: string) => call<Ratings>(`${line(slug)}/ratings`),
  readRating: (slug: string, id: string) => post<null>(`${line(slug)}/ratings/${id}/read`),
};
