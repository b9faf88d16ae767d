import type { Notice } from '$lib/api/office';
import { t } from '$lib/i18n/case';

// What a notice says.
export function saidOf({ kind, conversation, alias, number }: Notice): string {
  const isTalk = conversation && (kind === 'nobody' || kind === 'overdue');
  if (kind === 'mail' && alias) return t('notices.mail_of', { alias });
  return t(isTalk ? `notices.${kind}_talk` : `notices.${kind}`, { alias: alias ?? '', n: number ?? '' });
}
