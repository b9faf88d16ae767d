import type { Opening } from '$lib/api/frames';
import { t, words } from '$lib/i18n/visitor';
import { localClock, localDay } from '$lib/time/local';

// Times as people write them: "17 uur", "17.30 uur"; "17:00" in English.
export function hourOf(iso: string): string {
  const clock = localClock(iso, words.lang);
  return words.lang === 'en' ? clock : `${clock.replace(/^0/, '').replace(/:00$/, '').replace(':', '.')} uur`;
}

// Until when a line is open, or when it opens; nothing where that is not known.
export function whenOf({ state, until, next, why }: Opening, now: number): string {
  if (state === 'open') return until ? t('open.until', { time: hourOf(until) }) : '';
  if (why === 'nobody') return t('open.nobody');
  if (why === 'switched_off' || !next) return '';
  return opens(next, now);
}

const kSoon = 30 * 60_000;

// Full, and so near its end that trying again leads nowhere.
export function lateOf({ state, until, next }: Opening, now: number): string {
  if (state !== 'open' || !until || Date.parse(until) - now > kSoon) return '';
  return `${t('full.late', { time: hourOf(until) })} ${next ? opens(next, now) : ''}`;
}

function opens(next: string, now: number): string {
  const day = (at: number | string) => localDay(new Date(at).toISOString(), words.lang);
  const time = hourOf(next);
  if (day(next) === day(now)) return t('open.today', { time });
  if (day(next) === day(now + 24 * 3_600_000)) return t('open.tomorrow', { time });
  return t('open.on', { day: day(next), time });
}
