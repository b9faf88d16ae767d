import type { Label, Settings } from '$lib/api/office';
import type { Register } from '$lib/i18n/words.svelte';

export const kRegisters: Register[] = ['nl', 'nl-u', 'en'];
export const kTexts = ['welcome', 'answered_by', 'closed', 'goodbye', 'boundary'] as const;
export type TextName = (typeof kTexts)[number];

// The settings as they stand in the form: every text is there, and the websites are lines of one text.
export interface Draft extends Omit<Settings, 'texts' | 'trusted_hosts'> {
  texts: Record<TextName, Label>;
  hosts: string;
}

export function draftOf({ texts, trusted_hosts, ...rest }: Settings): Draft {
  const copy = structuredClone(rest);
  const label = (name: TextName): Label => ({ nl: '', 'nl-u': '', en: '', ...texts[name] });
  const all = Object.fromEntries(kTexts.map((name) => [name, label(name)])) as Draft['texts'];
  return { ...copy, texts: all, hosts: trusted_hosts.join('\n') };
}

// "https://www.clbchat.be/over-ons" is "www.clbchat.be".
const hostOf = (line: string): string =>
  line
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/, '');

// What was left empty everywhere is what the pages say by themselves.
export function settingsOf({ hosts, texts, ...rest }: Draft): Settings {
  const kept: Settings['texts'] = {};
  for (const name of kTexts) {
    const text = texts[name];
    const trimmed = { nl: text.nl.trim(), 'nl-u': text['nl-u'].trim(), en: text.en.trim() };
    if (trimmed.nl || trimmed['nl-u'] || trimmed.en) kept[name] = trimmed;
  }
  const trusted_hosts = [...new Set(hosts.split(/[\s,]+/).map(hostOf).filter(Boolean))];
  return { ...rest, name: rest.name.trim(), texts: kept, trusted_hosts };
}

// The registers in which a text is still missing, once it stands in another.
export function missing(text: Label): Register[] {
  const empty = kRegisters.filter((register) => !text[register].trim());
  return empty.length === kRegisters.length ? [] : empty;
}
