import type { CalendarDay, Regime, Week } from '$lib/api/office';

export const kWeekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof kWeekdays)[number];

const kDay = 86_400_000;
const msOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
export const plusDays = (date: string, days: number): string => new Date(msOf(date) + days * kDay).toISOString().slice(0, 10);
export const plusMonths = (date: string, months: number): string => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
};
export const weekdayOf = (date: string): Weekday => kWeekdays[(new Date(msOf(date)).getUTCDay() + 6) % 7]!;

// A school year by the year in which it begins, on 1 September.
export const schoolYearOf = (date: string): number => Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0);
export const firstOf = (year: number): string => `${year}-09-01`;
export const lastOf = (year: number): string => `${year + 1}-08-31`;

export interface Month {
  month: string; // 2026-09
  minutes: number;
  weeks: (CalendarDay | null)[][]; // seven each, from Monday
}
export function monthsOf(days: CalendarDay[]): Month[] {
  const months: Month[] = [];
  for (const day of days) {
    const column = kWeekdays.indexOf(weekdayOf(day.date));
    let month = months.at(-1);
    if (month?.month !== day.date.slice(0, 7)) {
      month = { month: day.date.slice(0, 7), minutes: 0, weeks: [] };
      months.push(month);
    }
    if (column === 0 || month.weeks.length === 0) month.weeks.push(Array<null>(7).fill(null));
    month.weeks.at(-1)![column] = day;
    month.minutes += day.minutes;
  }
  return months;
}

// How a day looks in the year.
export type Tone = 'always' | 'school' | 'holiday' | 'feast' | 'decree' | 'closed';
export function toneOf(day: CalendarDay): Tone {
  if (day.minutes > 0) return day.because === 'always' ? 'always' : day.kind === 'school' ? 'school' : 'holiday';
  if (day.because === 'decree') return 'decree';
  return day.because === 'public_holiday' ? 'feast' : 'closed';
}

// What makes a day what it is, one thing after the other: a word for each, and what stands in it.
export type Why =
  | { word: 'set_school' | 'set_holiday' | 'hand_open' | 'hand_closed'; reason: string }
  | { word: 'holiday' | 'feast'; holiday: string }
  | { word: 'week' | 'week_closed'; regime: Regime | undefined }
  | { word: 'school' | 'always' | 'closed_feast' | 'closed_decree' | 'no_week_school' | 'no_week_holiday' };

export function whyOf(day: CalendarDay, regimes: Regime[]): Why[] {
  const why: Why[] = [];
  const regime = regimes.find((one) => one.regime === day.regime);
  // A feast counts as a holiday unless it was set as a school day.
  const counts = regime?.days ?? (day.kind === 'school' ? 'school' : 'holiday');
  if (day.holiday) why.push({ word: day.kind === 'public_holiday' ? 'feast' : 'holiday', holiday: day.holiday });
  if (day.set_as !== null) why.push({ word: counts === 'school' ? 'set_school' : 'set_holiday', reason: day.set_as });
  else if (!day.holiday) why.push({ word: 'school' });
  switch (day.because) {
    case 'always':
      why.push({ word: 'always' });
      break;
    case 'public_holiday':
      why.push({ word: 'closed_feast' });
      break;
    case 'decree':
      why.push({ word: 'closed_decree' });
      break;
    case 'no_regime':
      why.push({ word: counts === 'school' ? 'no_week_school' : 'no_week_holiday' });
      break;
    case 'regime':
      why.push({ word: day.minutes > 0 ? 'week' : 'week_closed', regime });
      break;
    case 'exception':
      for (const reason of day.reasons) why.push({ word: day.minutes > 0 ? 'hand_open' : 'hand_closed', reason });
  }
  return why;
}

// Whether it is open at a local time ("17:42"), and until when.
export const stretchAt = (day: CalendarDay, clock: string): string | undefined =>
  day.stretches.find((one) => one.slice(0, 5) <= clock && clock < one.slice(6));

// A week in short: days with the same hours after each other stand together.
export interface WeekPart {
  first: Weekday;
  last: Weekday;
  stretches: string[];
}
export function partsOf(week: Week): WeekPart[] {
  const parts: WeekPart[] = [];
  let before = '';
  for (const weekday of kWeekdays) {
    const stretches = week[weekday];
    const now = stretches.join(' ');
    if (now && now === before) parts.at(-1)!.last = weekday;
    else if (now) parts.push({ first: weekday, last: weekday, stretches });
    before = now;
  }
  return parts;
}

// A week while it is changed: the fields of a time have no 24:00.
export interface StretchDraft {
  from: string;
  until: string;
}
export type WeekDraft = Record<Weekday, StretchDraft[]>;
const eachDay = <T>(make: (day: Weekday) => T) =>
  Object.fromEntries(kWeekdays.map((day) => [day, make(day)])) as Record<Weekday, T>;
export const emptyWeek = (): WeekDraft => eachDay(() => []);
export const draftOfWeek = (week: Week): WeekDraft =>
  eachDay((day) => week[day].map((one) => ({ from: one.slice(0, 5), until: one.slice(6).replace('24:00', '00:00') })));
export const weekOf = (draft: WeekDraft): Week =>
  eachDay((day) =>
    draft[day]
      .map(({ from, until }) => `${from}-${until === '00:00' ? '24:00' : until}`)
      .sort(),
  );

// Hours and minutes of a sum: "940", "3:30".
export function hoursOf(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}
