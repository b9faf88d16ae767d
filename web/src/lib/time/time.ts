import { kZone } from './zone';

const formats = new Map<string, Intl.DateTimeFormat>();

// "17:42"
export function hourMinute(iso: string, lang: string): string {
  const locale = lang === 'en' ? 'en-GB' : 'nl-BE';
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: kZone });
    formats.set(locale, format);
  }
  return format.format(new Date(iso));
}

// "0:21", "12:08", "1:02:08"; never negative.
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
