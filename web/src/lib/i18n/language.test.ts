import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lang, locale } from './lang.svelte';
import { Language } from './language';
import { Words } from './words.svelte';

const page = { documentElement: { lang: '' } };
vi.stubGlobal('document', page);

class Store {
  private readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
}
const dictionary = (nl: string, en: string) =>
  new Words<'hello'>({ nl: async () => ({ default: { hello: nl } }), en: async () => ({ default: { hello: en } }) });

describe('the language of a page', () => {
  let store: Storage;
  const desk = dictionary('Dag', 'Hello');
  const duty = dictionary('Dienst', 'Duty');
  const language = () => new Language([desk, duty], 'localStorage', store);
  beforeEach(() => {
    store = new Store() as unknown as Storage;
  });

  it('is Dutch where nothing was chosen', async () => {
    await language().load();
    expect([desk.t('hello'), duty.t('hello'), lang(), page.documentElement.lang]).toEqual(['Dag', 'Dienst', 'nl', 'nl']);
  });

  it('is chosen for all words together, and kept', async () => {
    await language().choose('en');
    expect([desk.t('hello'), duty.t('hello'), locale(), page.documentElement.lang]).toEqual(['Hello', 'Duty', 'en-GB', 'en']);
    await language().choose('nl');
    await language().choose('en');
    await language().load();
    expect(desk.t('hello')).toBe('Hello');
  });

  it('is the one that was chosen last', async () => {
    const ours = language();
    await Promise.all([ours.choose('en'), ours.choose('nl')]);
    expect([desk.t('hello'), duty.t('hello'), lang()]).toEqual(['Dag', 'Dienst', 'nl']);
    await language().load();
    expect(lang()).toBe('nl');
  });

  it('stays what it was where words cannot be had', async () => {
    await language().choose('nl');
    const broken = new Words<'hello'>({ nl: () => Promise.reject(new Error('offline')), en: () => Promise.reject(new Error('offline')) });
    await expect(new Language([desk, broken], 'localStorage', store).choose('en')).rejects.toThrow('offline');
    expect([desk.t('hello'), lang()]).toEqual(['Dag', 'nl']);
  });
});
