import { call } from '$lib/api/api';
import type { components } from '$lib/api/http';
import { t } from '$lib/i18n/backups';
import { locale } from '$lib/i18n/lang.svelte';
import { dayAndTime } from '$lib/time/day';

export type Backups = components['schemas']['Backups'];

// Of a line, for its coordinators; of the house, for who keeps it.
export const ask = (slug: string | null): Promise<Backups> =>
  call<Backups>(slug === null ? '/api/house/backups' : `/api/lines/${slug}/backups`);

export function sizeOf(bytes: number): string {
  const isSmall = bytes < 1e9;
  const number = new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 }).format(bytes / (isSmall ? 1e6 : 1e9));
  return `${number} ${isSmall ? 'MB' : 'GB'}`;
}

// What somebody must do something about; nothing: all is well.
export function alarmOf({ late, failed }: Backups): string | null {
  if (failed) return t('failed', { time: dayAndTime(failed.at), reason: t(`reason.${failed.data.reason}`) });
  return late ? t('late') : null;
}
