const kZone = 'Europe/Brussels';
const moment = new Intl.DateTimeFormat('nl-BE', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});
const whole = new Intl.DateTimeFormat('nl-BE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const digits = new Intl.DateTimeFormat('sv-SE', { timeZone: kZone });

// "zaterdag 21 november om 17:42"
export const dayAndTime = (iso: string): string => moment.format(new Date(iso));

// "2016-09-01" as "1 september 2016"
export const dayOf = (date: string): string => whole.format(new Date(`${date}T00:00:00Z`));

const clock = new Intl.DateTimeFormat('nl-BE', { hour: '2-digit', minute: '2-digit', timeZone: kZone });

// "17:42", in Brussels.
export const clockAt = (at: Date): string => clock.format(at);

// "17:00" on the day `from`, "dinsdag 24 november 17:00" on another.
export function dayAndClock(iso: string, from: string): string {
  const at = new Date(iso);
  return today(at) === from ? clockAt(at) : `${weekday(today(at))} ${clockAt(at)}`;
}

const day = new Intl.DateTimeFormat('nl-BE', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
// "2026-11-22" as "zondag 22 november"
export const weekday = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

// "2026-11-22", the day in Brussels: the one that the server counts by.
export const today = (now = new Date()): string => digits.format(now);
