import { locale } from '$lib/i18n/lang.svelte';
import { kZone } from './zone';

// Writes in the language of the page; a format is made once for each.
function written(options: Intl.DateTimeFormatOptions): (at: Date) => string {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at) => {
    let format = formats.get(locale());
    if (!format) formats.set(locale(), (format = new Intl.DateTimeFormat(locale(), options)));
    return format.format(at);
  };
}

const moment = written({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: kZone });
const short = written({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: kZone });
const whole = written({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const day = written({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const month = written({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const clock = written({ hour: '2-digit', minute: '2-digit', timeZone: kZone });
const digits = new Intl.DateTimeFormat('sv-SE', { timeZone: kZone });
const midnight = (date: string): Date => new Date(`${date}T00:00:00Z`);

// "zaterdag 21 november om 17:42"
export const dayAndTime = (iso: string): string => moment(new Date(iso));

// "za 21 nov, 17:42": where many stand under each other.
export const shortDayAndTime = (iso: string): string => short(new Date(iso));

// "22 november 2026", of a moment.
export const dateOf = (iso: string): string => dayOf(today(new Date(iso)));

// "2016-09-01" as "1 september 2016"
export const dayOf = (date: string): string => whole(midnight(date));

// "2026-11" as "november 2026"
export const monthOf = (date: string): string => month(midnight(`${date}-01`));

// "17:42", in Brussels.
export const clockAt = (at: Date): string => clock(at);

// "17:00" on the day `from`, "dinsdag 24 november 17:00" on another.
export function dayAndClock(iso: string, from: string): string {
  const at = new Date(iso);
  return today(at) === from ? clockAt(at) : `${weekday(today(at))} ${clockAt(at)}`;
}

// "2026-11-22" as "zondag 22 november"
export const weekday = (date: string): string => day(midnight(date));

// "2026-11-22", the day in Brussels: the one that the server counts by.
export const today = (now = new Date()): string => digits.format(now);
