import type { Row, Table, Unit } from '$lib/api/figures';
import { locale } from '$lib/i18n/lang.svelte';
import { t } from '$lib/i18n/figures';

export const whole = (n: number): string => n.toLocaleString(locale(), { maximumFractionDigits: 0 });
const decimals = (n: number, digits: number): string =>
  n.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

// A share, 0 to 1, as "5,5 %"; what is small keeps its figures.
export const share = (value: number, digits = 1): string => `${decimals(value * 100, digits)}\u00a0%`;

// "45 s", "18,5 min", "950 uur"
export function time(seconds: number): string {
  if (seconds < 90) return t('write.seconds', { n: whole(seconds) });
  if (seconds < 7_200) return t('write.minutes', { n: decimals(seconds / 60, 1) });
  return t('write.hours', { n: decimals(seconds / 3600, 1) });
}

// A value of a table in its unit. `exact`: as many figures as the table view and the reports give.
export function written(unit: Unit, value: number, exact = false): string {
  switch (unit) {
    case 'count':
      return value.toLocaleString(locale(), { maximumFractionDigits: 1 });
    case 'share':
      return share(value, exact ? 2 : 1);
    case 'seconds':
      return time(value);
    case 'years':
      return t('write.years', { n: decimals(value, 1) });
    case 'stars':
      return decimals(value, 2);
    case 'people':
      return decimals(value, 1);
    case 'hours':
      return t('write.hours', { n: whole(value) });
  }
}

// Some tables have several statistics under each other, each in its own unit.
export const unitOf = (table: Pick<Table, 'unit'>, row: Pick<Row, 'unit'>): Unit => row.unit ?? table.unit;

// What stands in the place of a figure: the figure, that it is withheld, or that nobody knows it.
export function said(unit: Unit, { value, withheld }: Pick<Row, 'value' | 'withheld'>, exact = false): string {
  if (withheld) return t('write.withheld');
  return value === null ? t('write.unknown') : written(unit, value, exact);
}
export const saidCount = (n: number | null, withheld: boolean): string =>
  withheld ? t('write.withheld') : n === null ? t('write.unknown') : whole(n);

export const raters = (n: number): string => t(n === 1 ? 'write.rater' : 'write.raters', { n: whole(n) });

// "373 van 6.826": with what it was counted.
export function basis({ n, base, withheld }: Pick<Row, 'n' | 'base' | 'withheld'>): string {
  if (withheld || n === null) return '';
  return base === null ? whole(n) : t('write.of', { n: whole(n), base: whole(base) });
}
