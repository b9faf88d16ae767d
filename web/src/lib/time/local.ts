import { kZone } from './zone';

const localeOf = (lang: string) => (lang === 'en' ? 'en-GB' : 'nl-BE');

// "dinsdag 24 november"
export const localDay = (iso: string, lang: string): string =>
  new Intl.DateTimeFormat(localeOf(lang), { weekday: 'long', day: 'numeric', month: 'long', timeZone: kZone }).format(
    new Date(iso),
  );

// "16:00"
export const localClock = (iso: string, lang: string): string =>
  new Intl.DateTimeFormat(localeOf(lang), { hour: '2-digit', minute: '2-digit', timeZone: kZone }).format(new Date(iso));
