import type { Line } from '$lib/api/api';
import type { Register } from '$lib/api/frames';

// What a visitor reads when a talk ends with a boundary: the line's own words, else those of the visitor's page.
export async function boundaryText(register: Register, texts: Line['texts'] | undefined): Promise<string> {
  const own = texts?.boundary?.[register];
  if (own) return own;
  const pages = { nl: () => import('$lib/i18n/visitor/nl'), 'nl-u': () => import('$lib/i18n/visitor/nl-u'), en: () => import('$lib/i18n/visitor/en') };
  const words = (await pages[register]()).default as Record<string, string>;
  return words['ended.boundary'] ?? '';
}
