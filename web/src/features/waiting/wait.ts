import type { Wait } from '$lib/api/frames';
import { t } from '$lib/i18n/visitor';

// What can honestly be said about the place and the wait; nothing where nothing is known.
export function placeOf(place: number | null): string {
  if (place === null) return '';
  const before = place - 1;
  return before === 0 ? t('waiting.first') : before === 1 ? t('waiting.one') : t('waiting.many', { n: before });
}

export function waitOf(wait: Wait | null): string {
  if (!wait) return '';
  return t(wait.or_more ? 'waiting.minutes_more' : 'waiting.minutes', { n: wait.minutes });
}
