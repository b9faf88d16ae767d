import type { Listed } from '$lib/api/papers';
import { paperName, t } from '$lib/i18n/papers';

export const titleOf = ({ paper, language }: Pick<Listed, 'paper' | 'language'>): string =>
  `${paperName(paper)} (${t(`language.${language}`)})`;
