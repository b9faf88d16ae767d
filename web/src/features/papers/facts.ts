import { cleaned } from './text';

// What a line tells of itself, for all its papers: a line of text `name: value` each.
export const kFactNames = [
  'controller',
  'controller_address',
  'contact',
  'dpo',
  'dpo_contact',
  'authority',
  'hosting',
  'legal_basis',
  'confirmed_by',
] as const;
export type Facts = Record<(typeof kFactNames)[number], string>;

export function factsOf(text: string): Facts {
  const found = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
  return Object.fromEntries(kFactNames.map((name) => [name, found.get(name) ?? ''])) as Facts;
}

export const textOf = (facts: Facts): string =>
  kFactNames
    .map((name) => [name, cleaned(facts[name]).replace(/\s+/g, ' ').trim()])
    .filter(([, value]) => value)
    .map((pair) => pair.join(': '))
    .join('\n');
