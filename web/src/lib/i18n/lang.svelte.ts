// The language that this document is in: its dates and numbers follow it.
export type Lang = 'nl' | 'en';

let now = $state<Lang>('nl');

export const lang = (): Lang => now;
export const locale = (): string => (now === 'en' ? 'en-GB' : 'nl-BE');

export function speak(language: Lang): void {
  now = language;
  document.documentElement.lang = language;
}
