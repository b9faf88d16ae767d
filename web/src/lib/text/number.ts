import { locale } from '$lib/i18n/lang.svelte';

// "4,3" in Dutch, "4.3" in English.
export const oneDecimal = (n: number): string =>
  n.toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
