import { t } from '$lib/i18n/desk';

const kDisciplines = ['arts', 'verpleegkundige', 'maatschappelijk_werker', 'psycholoog_pedagoog'] as const;

// In words; what this page does not know yet, as it is.
export function disciplineOf(code: string | null): string | null {
  const known = kDisciplines.find((one) => one === code);
  return known ? t(`discipline.${known}`) : code;
}
