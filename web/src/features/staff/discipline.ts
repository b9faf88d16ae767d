import { t } from '$lib/i18n/office';

export const kDisciplines = ['arts', 'verpleegkundige', 'maatschappelijk_werker', 'psycholoog_pedagoog'] as const;

const isKnown = (code: string): code is (typeof kDisciplines)[number] =>
  (kDisciplines as readonly string[]).includes(code);

// In words; what this page does not know yet, as it is.
export const disciplineOf = (code: string | null): string =>
  code === null ? '' : isKnown(code) ? t(`discipline.${code}`) : code;
