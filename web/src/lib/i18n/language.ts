import { createContext } from 'svelte';
import { storeOf } from '$lib/store';
import { speak, type Lang } from './lang.svelte';
import type { Words } from './words.svelte';

// The language of a page that has no register: staff's pages and the list of lines. All its words change together, and
// nothing else: what somebody is typing stays.
export class Language {
  private wanted: Lang | null = null;

  // What is kept in `localStorage` holds for this browser, in `sessionStorage` for this tab.
  constructor(
    private readonly words: Pick<Words<never>, 'find'>[],
    kind: 'localStorage' | 'sessionStorage',
    private readonly store = storeOf(kind),
  ) {}

  async load(): Promise<void> {
    await this.choose(this.store?.getItem(kKey) === 'en' ? 'en' : 'nl');
  }

  async choose(lang: Lang): Promise<void> {
    this.wanted = lang;
    const shows = await Promise.all(this.words.map((one) => one.find(lang)));
    // Another one was chosen meanwhile.
    if (this.wanted !== lang) return;
    for (const show of shows) show?.();
    speak(lang);
    this.store?.setItem(kKey, lang);
  }
}
const kKey = 'onthaal.language';

export const [language, giveLanguage] = createContext<Language>();
