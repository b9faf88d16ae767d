import { getContext, setContext } from 'svelte';
import { t } from '$lib/i18n/figures';
import { kWho, type Asked } from './asked';

// How themes and centres are called on this page; where nobody says it, by their codes.
export type NameOf = (code: string) => string;
const kNames = Symbol('names');
export const giveNames = (nameOf: NameOf): NameOf => setContext(kNames, nameOf);
export const names = (): NameOf => getContext<NameOf | undefined>(kNames) ?? ((code) => code);

// Several at once: a talk has any of them.
export const anyOf = (themes: string[], nameOf: NameOf): string =>
  themes.map(nameOf).reduce((all, theme) => t('filter.or', { themes: all, theme }));

// Which talks a filter lets through: "Ouders · Pesten, cyberpesten"; nothing where it is all of them.
export function filterSaid({ who, themes, centre, definition }: Pick<Asked, 'who' | 'themes' | 'centre' | 'definition'>, nameOf: NameOf): string {
  const whom = kWho.find((one) => one === who);
  return [
    whom ? t(`who.${whom}`) : '',
    themes.length ? anyOf(themes, nameOf) : '',
    centre === null ? '' : nameOf(centre),
    definition === 1 || definition === 2 ? t('filter.counted', { definition: t(`filter.version_${definition}`) }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
