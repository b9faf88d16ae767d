import type { Page } from '@playwright/test';
import { keeper } from '../../tests/support/keeper.ts';
import { expect, test } from './cast.ts';
import type { Operator } from './people.ts';
import caseEn from '../src/lib/i18n/case/en.ts';
import caseNl from '../src/lib/i18n/case/nl.ts';
import deskEn from '../src/lib/i18n/desk/en.ts';
import deskNl from '../src/lib/i18n/desk/nl.ts';
import dutyEn from '../src/lib/i18n/duty/en.ts';
import dutyNl from '../src/lib/i18n/duty/nl.ts';
import flagsEn from '../src/lib/i18n/flags/en.ts';
import flagsNl from '../src/lib/i18n/flags/nl.ts';
import officeEn from '../src/lib/i18n/office/en.ts';
import officeNl from '../src/lib/i18n/office/nl.ts';
import passEn from '../src/lib/i18n/pass/en.ts';
import passNl from '../src/lib/i18n/pass/nl.ts';
import sessionEn from '../src/lib/i18n/session/en.ts';
import sessionNl from '../src/lib/i18n/session/nl.ts';

type Dictionary = Record<string, string>;
const pairs: [Dictionary, Dictionary][] = [
  [caseNl, caseEn],
  [deskNl, deskEn],
  [dutyNl, dutyEn],
  [flagsNl, flagsEn],
  [officeNl, officeEn],
  [passNl, passEn],
  [sessionNl, sessionEn],
];

// How each Dutch text of a staff page looks on it. A single word must stand alone: it may also be a part of the line's data.
const dutch = pairs.flatMap(([nl, en]) => {
  const english = new Set(Object.values(en));
  return Object.values(nl)
    .filter((text) => !english.has(text) && /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')))
    .map((text) => {
      const source = text
        .split(/\{\w+\}/)
        .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*');
      return { text, pattern: new RegExp(/\p{L} \p{L}/u.test(text) ? source : `^${source}$`) };
    });
});

// What a page says, to the eye and to a screen reader, outside what visitors and the line wrote: a log, a field, the
// example of a visitor's page, names and texts in a table.
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const isData = (element: Element) => element.closest('[role="log"], [lang]:not(html), tbody th, tbody td, textarea, option') !== null;
    for (const element of document.body.querySelectorAll('*')) {
      if (isData(element) || !element.checkVisibility()) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
    }
    return [document.title, ...texts].map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
  });

async function isEnglish({ page }: Operator): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // Who keeps the line open has a Dutch word for a name.
  const texts = (await said(page)).filter((text) => text !== keeper.alias);
  const left = texts.flatMap((text) => dutch.filter(({ pattern }) => pattern.test(text)).map((one) => `${text} (${one.text})`));
  expect(left).toEqual([]);
}

const press = (one: Operator, name: string | RegExp) => one.page.getByRole('button', { name, exact: true }).click();
const draft = (one: Operator) => one.page.getByRole('textbox', { name: 'Write a message' });

async function comesIn(one: Operator, path: string, login: string): Promise<void> {
  await one.page.goto(one.house.url + path);
  await press(one, 'English');
  await isEnglish(one);
  await one.isAccessible();
  await press(one, 'Sign in');
  await one.sees('Fill in your user name and your password.');
  await one.page.getByLabel('User name').fill(login);
  await one.page.getByLabel('Password').fill(one.house.staff.find((person) => person.login === login)?.password ?? '');
  await press(one, 'Sign in');
}

test('an operator works in English, and turns to Dutch within a talk', async ({ visitor, operator }) => {
  test.slow();
  await comesIn(operator, '/desk', 'noor');
  await operator.sees('Off duty');
  await isEnglish(operator);
  await press(operator, /^Go online/);
  await operator.sees('Did you hear it?');
  await isEnglish(operator);
  await operator.isAccessible();
  await press(operator, 'Yes, go online');
  await operator.sees('On duty as Noor');

  await visitor.starts('Robin');
  await operator.sees('1 waiting');
  await isEnglish(operator);
  await press(operator, /^Take next/);
  await visitor.isWith('Noor');
  await draft(operator).fill('Hallo Robin');
  await press(operator, 'Send');
  await visitor.reads(['Hallo Robin']);
  await visitor.says('hey');
  await operator.reads(['Hallo Robin', 'hey']);
  await isEnglish(operator);
  await operator.isAccessible();

  // What is being typed stays, through one language and the other, and the language through a reload.
  await draft(operator).fill('Vertel eens, wat ');
  await press(operator, 'Nederlands');
  await expect(operator.page.locator('html')).toHaveAttribute('lang', 'nl');
  await operator.sees('Aan het werk als Noor');
  await expect(operator.box).toHaveValue('Vertel eens, wat ');
  await operator.reads(['Hallo Robin', 'hey']);
  await operator.box.pressSequentially('is er?');
  await press(operator, 'English');
  await expect(draft(operator)).toHaveValue('Vertel eens, wat is er?');
  await press(operator, 'Send');
  await visitor.reads(['Hallo Robin', 'hey', 'Vertel eens, wat is er?']);
  await operator.page.reload();
  await operator.sees('On duty as Noor');
  await isEnglish(operator);

  await operator.page.getByRole('heading', { level: 1, name: 'Robin' }).waitFor();
  await press(operator, 'End');
  await isEnglish(operator);
  await press(operator, 'Yes, end it');
  await operator.sees('draft saved');
  await expect(operator.page.getByRole('combobox', { name: 'Find a theme' })).toBeFocused();
  await operator.page.keyboard.type('family');
  await operator.page.keyboard.press('Enter');
  await operator.page.keyboard.press('Enter');
  await operator.page.keyboard.press('1');
  await isEnglish(operator);
  await operator.isAccessible();
  await operator.page.keyboard.press('Control+Enter');
  await operator.sees('Everything is registered.');
  await isEnglish(operator);
});

const rooms = {
  now: 'The line is open.',
  along: 'Who asks for help comes first',
  briefing: 'there is no number on the desk yet',
  hours: 'There are no opening hours yet.',
  ratings: 'The texts that visitors write',
  second: 'There are no moments yet.',
  plans: 'There are no plans.',
  flags: 'There is nothing to read now.',
  frequent: 'Nobody came',
  refusals: 'Everybody can come in.',
  team: 'people can sign in',
  phrases: 'Operators find them by typing',
  guides: 'What operators read beside a',
  places: 'places are on the card',
  partners: 'Nu praat ik erover',
  terms: 'What a conversation was about',
  settings: 'This is what a visitor sees',
  board: 'Waiting',
};

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]) {
  test(`a coordinator reads every page of the office in English at ${viewport.width}`, async ({ anotherOperator }) => {
    test.slow();
    const greet = await anotherOperator({ viewport });
    await comesIn(greet, '/office', 'greet');
    await greet.sees('The line is open');
    for (const [room, says] of Object.entries(rooms)) {
      await greet.page.goto(`${greet.house.url}/office/${room}`);
      await greet.sees(says);
      await isEnglish(greet);
      await greet.isAccessible();
      const wider = await greet.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, room).toBeLessThanOrEqual(0);
    }
  });
}

test('the hours of a place are written in the language of the page', async ({ anotherOperator }) => {
  const greet = await anotherOperator();
  const { page } = greet;
  await comesIn(greet, '/office', 'greet');
  await greet.sees('The line is open');
  await page.goto(`${greet.house.url}/office/places`);
  const open = (name: string) => page.getByRole('row', { name: /Awel/ }).first().getByRole('button', { name }).click();
  await open('Change');
  const hours = page.getByRole('textbox', { name: /^Hours, to know/ });
  await hours.fill('mon-fri 16:00-22:00, sat 10:00-12:00');
  await press(greet, 'Nederlands');
  const uren = page.getByRole('textbox', { name: /^Uren, om te weten/ });
  await expect(uren).toHaveValue('mon-fri 16:00-22:00, sat 10:00-12:00');
  await press(greet, 'Bewaren');
  await expect(uren).toBeHidden();
  await open('Wijzig');
  await expect(uren).toHaveValue('ma-vr 16:00-22:00, za 10:00-12:00');
  await uren.fill('dagelijks 16:00');
  await press(greet, 'Bewaren');
  await greet.sees('dagen van ma tot zo');
  await uren.fill('dagelijks 16:00-22:00');
  await press(greet, 'Bewaren');
  await expect(uren).toBeHidden();
  await press(greet, 'English');
  await open('Change');
  await expect(hours).toHaveValue('daily 16:00-22:00');
});

test('the parts of the opening hours turn with the page', async ({ anotherOperator }) => {
  const greet = await anotherOperator();
  const part = (name: string) => greet.page.getByRole('button', { name, pressed: true });
  await comesIn(greet, '/office/hours', 'greet');
  await expect(part('Calendar')).toBeVisible();
  await press(greet, 'Nederlands');
  await expect(part('Kalender')).toBeVisible();
  await press(greet, 'English');
  await expect(part('Calendar')).toBeVisible();
  await isEnglish(greet);
});

test('the list of lines is there in English, for this tab', async ({ visitor }) => {
  await visitor.opens('/');
  await visitor.page.getByRole('button', { name: 'English' }).click();
  await visitor.sees('Who would you like to chat with?');
  await expect(visitor.page).toHaveTitle('Chat lines');
  await visitor.isAccessible();
  await visitor.page.reload();
  await visitor.sees('Who would you like to chat with?');
  expect(await visitor.page.evaluate(() => localStorage.length)).toBe(0);
});
