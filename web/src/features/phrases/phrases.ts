import type { Phrase } from '$lib/api/api';
import type { Register } from '$lib/api/frames';
import { searched } from '$lib/search';

// The phrases for a talk: those of another register left out, those bound to its themes first, then those of its
// register, then the others; and of what is typed the best first.
export function phrasesFor(all: Phrase[], query: string, register: Register, themes: string[]): Phrase[] {
  const spoken = register === 'en' ? 'nl' : register;
  const rank = (one: Phrase) => {
    const theme = one.theme === null ? -1 : themes.indexOf(one.theme);
    return [theme >= 0 ? theme : themes.length, one.register === null ? 1 : 0, one.theme === null ? 0 : 1];
  };
  const fitting = all
    .filter((one) => one.register === null || one.register === register || one.register === spoken)
    .map((one) => ({ one, by: rank(one) }))
    .sort((a, b) => a.by[0]! - b.by[0]! || a.by[1]! - b.by[1]! || a.by[2]! - b.by[2]!)
    .map(({ one }) => one);
  return searched(fitting, query, ({ title, text }) => [title, text]);
}
