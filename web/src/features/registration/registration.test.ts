import { describe, expect, it } from 'vitest';
import { Refused, type Registration as Saved, type RegistrationRequest, type Term } from '$lib/api/api';
import { byDomain, flagToggled, fromIntake, isHeavy, missing, outcomeToggled, toggled } from './draft';
import { Registration } from './registration.svelte';

const intake = { who: 'pupil' as const, topic: 'thuis', age: 14, gender: 'x' as const, question: null, source: 'affiche' };
const term = (code: string, domains: Term['domains'], heavy = false): Term => ({
  term: code,
  code,
  label: { nl: code, 'nl-u': code, en: code },
  domains,
  heavy,
  from: '2016-09-01',
  until: null,
});
const themes = [term('gezin', ['PSF']), term('verwonding', ['PSF', 'PGZ'], true), term('anders', [])];

// The server's side of it, in memory.
class Desk {
  saved: Saved = { conversation: 'c', nickname: 'Robin', state: 'open', ...fromIntake(intake) };
  asked: RegistrationRequest[] = [];
  isDown = false;
  isDeleted = false;
  registration = async () => this.saved;
  saveRegistration = async (_: string, body: RegistrationRequest) => {
    if (this.isDown) throw new Refused('unreachable');
    if (this.isDeleted && body.note !== null) throw new Refused('closed');
    this.asked.push(body);
    this.saved = { ...this.saved, ...body };
    return this.saved;
  };
}
class Store {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}
const made = (desk = new Desk(), store = new Store()) => ({
  desk,
  store,
  it: new Registration('c', store as unknown as Storage, desk),
});

describe('a draft', () => {
  it('begins with what the visitor told', () => {
    expect(fromIntake(intake)).toMatchObject({ who: 'pupil', age: 14, gender: 'x', source: 'affiche', themes: [] });
  });
  it('needs a theme and an outcome, unless it broke off or was a fake call', () => {
    const draft = fromIntake(intake);
    expect(missing(draft)).toBe('themes');
    expect(missing({ ...draft, themes: ['gezin'] })).toBe('outcomes');
    expect(missing({ ...draft, themes: ['gezin'], outcomes: ['info'] })).toBeNull();
    expect(missing({ ...draft, fake: true })).toBeNull();
    expect(missing({ ...draft, broken_off: true })).toBeNull();
  });
  it('keeps the main theme first', () => {
    expect(toggled(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
  it('says once that it broke off', () => {
    const draft = { ...fromIntake(intake), outcomes: ['info'] };
    const both = { outcomes: ['info', 'sessie_afgebroken'], broken_off: true };
    const outcomes = [term('info', []), term('sessie_afgebroken', [])];
    expect(outcomeToggled(draft, 'sessie_afgebroken')).toEqual(both);
    expect(flagToggled(draft, 'broken_off', outcomes)).toEqual(both);
    const neither = { outcomes: ['info'], broken_off: false };
    expect(outcomeToggled({ ...draft, ...both }, 'sessie_afgebroken')).toEqual(neither);
    expect(flagToggled({ ...draft, ...both }, 'broken_off', outcomes)).toEqual(neither);
    expect(flagToggled(draft, 'broken_off', [])).toEqual({ broken_off: true });
    expect(flagToggled(draft, 'fake', outcomes)).toEqual({ fake: true });
    expect(outcomeToggled(draft, 'info')).toEqual({ outcomes: [] });
  });
  it('is heavy when one of its themes is', () => {
    expect(isHeavy({ ...fromIntake(intake), themes: ['gezin'] }, themes)).toBe(false);
    expect(isHeavy({ ...fromIntake(intake), themes: ['gezin', 'verwonding'] }, themes)).toBe(true);
  });
  it('shows a theme of two domains under both', () => {
    const groups = byDomain(themes).map(({ domain, themes }) => [domain, themes.map(({ code }) => code)]);
    expect(groups).toEqual([
      ['PSF', ['gezin', 'verwonding']],
      ['PGZ', ['verwonding']],
      ['', ['anders']],
    ]);
  });
});

describe('a registration', () => {
  it('stays in the tab while the talk goes on, over what the visitor tells later', () => {
    const { it: one, desk, store } = made();
    one.told({ ...intake, age: null });
    one.change({ themes: ['gezin'], who: 'parent' });
    one.told(intake);
    expect(one.draft).toMatchObject({ age: 14, who: 'parent', themes: ['gezin'] });
    expect(desk.asked).toEqual([]);
    const reloaded = made(desk, store).it;
    reloaded.told(intake);
    expect(reloaded.draft).toMatchObject({ who: 'parent', themes: ['gezin'] });
  });
  it('is saved as soon as the server has it, and nothing stays in the tab', async () => {
    const { it: one, desk, store } = made();
    one.told(intake);
    one.change({ themes: ['gezin'] });
    await one.begin();
    expect(desk.asked).toMatchObject([{ state: 'open', themes: ['gezin'], age: 14 }]);
    expect(one.status).toBe('saved');
    expect(store.kept.size).toBe(0);
  });
  it('takes over what the visitor tells after the talk, where nothing was filled in', async () => {
    const { it: one, desk } = made();
    desk.saved = { ...desk.saved, source: null, age: null };
    one.told({ ...intake, source: null });
    await one.begin();
    expect(one.draft).toMatchObject({ source: null, age: null });
    one.change({ gender: null });
    one.told({ ...intake, gender: 'x', source: 'folder' });
    expect(one.draft).toMatchObject({ source: 'folder', age: null, gender: null });
    one.told({ ...intake, source: 'affiche' });
    expect(one.draft?.source).toBe('folder');
    expect(await one.finish('later')).toBeNull();
    expect(desk.saved.source).toBe('folder');
    one.close();
  });
  it('takes over how the visitor found the chat when it is opened again', async () => {
    const { it: one, desk } = made();
    desk.saved = { ...desk.saved, source: null };
    one.told(intake);
    await one.begin();
    expect(desk.asked).toMatchObject([{ source: 'affiche' }]);
    one.close();
  });
  it('is done, and says why when it is not', async () => {
    const { it: one, desk } = made();
    await one.begin();
    one.change({ themes: ['gezin'], outcomes: ['info'] });
    desk.isDown = true;
    expect(await one.finish('done')).toBe('unreachable');
    expect(one.state).toBe('open');
    desk.isDown = false;
    expect(await one.finish('done')).toBeNull();
    expect(desk.saved).toMatchObject({ state: 'done', themes: ['gezin'], outcomes: ['info'] });
    one.close();
  });
  it('keeps what was changed while it was being saved', async () => {
    const { it: one, desk } = made();
    await one.begin();
    one.change({ note: 'eerst' });
    const saving = one.finish('later');
    one.change({ note: 'daarna' });
    await saving;
    expect(one.draft?.note).toBe('daarna');
    expect(await one.finish('later')).toBeNull();
    expect(desk.saved.note).toBe('daarna');
    one.close();
  });
  it('keeps no note of a talk that its visitor deleted, and goes on without one', async () => {
    const { it: one, store } = made();
    one.told(intake);
    one.change({ note: 'over mama', themes: ['gezin'] });
    one.deleted();
    expect(one.isDeleted).toBe(true);
    expect(one.draft).toMatchObject({ note: null, themes: ['gezin'] });
    expect([...store.kept.values()].join()).not.toContain('mama');
  });
  it('hears from the refusal that the talk was deleted, and saves the rest', async () => {
    const { it: one, desk, store } = made();
    await one.begin();
    desk.isDeleted = true;
    one.change({ note: 'over mama', themes: ['gezin'], outcomes: ['info'] });
    expect(await one.finish('done')).toBeNull();
    expect(desk.saved).toMatchObject({ state: 'done', note: null, themes: ['gezin'], outcomes: ['info'] });
    expect(one.isDeleted).toBe(true);
    expect(one.status).toBe('saved');
    expect(store.kept.size).toBe(0);
  });
});
