import { describe, expect, it } from 'vitest';

type Dictionary = Record<string, string>;
const files = import.meta.glob<Dictionary>('./*/{nl,nl-u,en}.ts', { eager: true, import: 'default' });

const apps = new Map<string, Map<string, Dictionary>>();
for (const [path, words] of Object.entries(files)) {
  const [, app = '', register = ''] = /^\.\/(.+)\/(.+)\.ts$/.exec(path) ?? [];
  apps.set(app, (apps.get(app) ?? new Map<string, Dictionary>()).set(register, words));
}
const params = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

const isSentence = (text: string): boolean => /\p{L} \p{L}/u.test(text.replace(/\{\w+\}/g, ''));

// What is said to a visitor stays as it is: talks are in Dutch.
const isSaid = (key: string): boolean => key.startsWith('silent.');

describe.each([...apps])('the words of %s', (_, registers) => {
  const dutch = registers.get('nl') ?? {};

  it('are there in English', () => {
    const english = registers.get('en') ?? {};
    for (const [key, text] of Object.entries(english)) {
      expect(text.trim(), key).not.toBe('');
      if (isSentence(text) && !isSaid(key)) expect(text, key).not.toBe(dutch[key]);
    }
    expect(Object.keys(english)).not.toEqual([]);
  });
  it.each([...registers.keys()])('have the same keys in %s', (register) => {
    expect(Object.keys(registers.get(register) ?? {}).sort()).toEqual(Object.keys(dutch).sort());
  });
  it.each([...registers.keys()])('have the same parameters in %s', (register) => {
    for (const [key, text] of Object.entries(registers.get(register) ?? {})) {
      expect([key, params(text)]).toEqual([key, params(dutch[key] ?? '')]);
    }
  });
  it.each([...registers.keys()])('have apostrophes as they are printed, in %s', (register) => {
    for (const [key, text] of Object.entries(registers.get(register) ?? {})) expect(text, key).not.toMatch(/\p{L}'\p{L}/u);
  });
});
