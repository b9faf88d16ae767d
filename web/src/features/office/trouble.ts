import type { Trouble } from '$lib/api/api';
import { t } from '$lib/i18n/office';

// What went wrong, in words. Loading, loading again and saving each say what became of one's work.
export function worded(trouble: Trouble, doing: 'load' | 'refresh' | 'save'): string {
  const after = t(`trouble.${doing}`);
  switch (trouble) {
    case 'unreachable':
    case 'timeout':
    case 'restart':
      return `${t('trouble.unreachable')} ${after}`;
    case 'busy':
    case 'too_many':
      return `${t('trouble.busy')} ${after}`;
    case 'unauthenticated':
      return t('trouble.unauthenticated');
    case 'not_found':
      return t(doing === 'save' ? 'trouble.gone' : 'trouble.not_found');
    case 'invalid':
      return t(doing === 'save' ? 'trouble.invalid' : 'trouble.not_there');
    default:
      return `${t('trouble.other')} ${after}`;
  }
}

// The problem of a field, as the server names it.
export function problem(name: string | undefined): string {
  switch (name) {
    case undefined:
      return '';
    case 'required':
    case 'too_short':
      return t('problem.missing');
    case 'too_long':
      return t('problem.too_long');
    case 'too_small':
      return t('problem.too_small');
    case 'too_large':
      return t('problem.too_large');
    case 'not_a_number':
      return t('problem.not_a_number');
    default:
      return t('problem.not_allowed');
  }
}
