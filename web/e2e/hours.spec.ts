import type { Locator } from '@playwright/test';
import { expect, test } from './cast.ts';
import type { Operator } from './people.ts';

const button = (one: Operator, name: string | RegExp): Locator => one.page.getByRole('button', { name });
const field = (one: Operator, name: string | RegExp): Locator => one.page.getByLabel(name);
const part = (one: Operator, name: string): Locator =>
  one.page.getByRole('group', { name: 'Onderdelen van de openingsuren' }).getByRole('button', { name, exact: true });

async function opensHours(one: Operator): Promise<void> {
  await one.page.goto(`${one.house.url}/office/hours`);
  await field(one, 'Gebruikersnaam').fill('greet');
  await field(one, 'Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await button(one, 'Inloggen').click();
  await expect(one.page.getByRole('heading', { level: 1, name: 'Openingsuren' })).toBeVisible();
}

// A day of the year that the page shows.
const day = (one: Operator, date: string): Locator => one.page.locator(`[data-date="${date}"]`);
const goesTo = async (one: Operator, year: string): Promise<void> => {
  for (let i = 0; i < 20; i++) {
    const shown = (await one.page.getByRole('heading', { level: 2, name: /^Schooljaar/ }).textContent()) ?? '';
    if (shown.includes(year)) break;
    await button(one, shown.slice(-9) < year ? 'Volgend schooljaar' : 'Vorig schooljaar').click();
  }
  await one.sees(`Schooljaar ${year}`);
};

test('the year says for every day why', async ({ house, anotherOperator }) => {
  house.hasHours();
  const greet = await anotherOperator();
  await opensHours(greet);
  await goesTo(greet, '2022-2023');
  await greet.sees('181 dagen open, 940 uur');
  await day(greet, '2022-11-02').click();
  await greet.sees('Herfstvakantie: een schoolvakantie volgens de regels');
  await greet.sees('op woensdag 14:00-21:00');
  await greet.isAccessible();
  // By keyboard: to the week before, where 1 November is a feast.
  await greet.page.keyboard.press('ArrowLeft');
  await expect(day(greet, '2022-11-01')).toBeFocused();
  await expect(day(greet, '2022-11-01')).toHaveAccessibleName('dinsdag 1 november: gesloten: feestdag, Allerheiligen');
  await greet.sees('De chatlijn sluit op officiële feestdagen.');
  await greet.page.keyboard.press('PageDown');
  await greet.page.keyboard.press('PageDown');
  await greet.sees('Nieuwjaar: een feestdag');
  await greet.page.keyboard.press('End');
  await expect(day(greet, '2023-08-31')).toBeFocused();
});

test('Greet sets a week, an evening more and days by hand', async ({ anotherOperator }) => {
  test.slow();
  const greet = await anotherOperator();
  await opensHours(greet);
  await greet.sees('Er gelden nog geen openingsuren.');
  await part(greet, 'Weekuren').click();
  for (const days of ['op schooldagen', 'in schoolvakanties']) {
    await button(greet, 'Week toevoegen').click();
    await button(greet, days).click();
    await button(greet, 'Uren toevoegen op dinsdag').click();
    await field(greet, 'dinsdag, van').fill('14:00');
    await field(greet, 'dinsdag, tot').fill('20:00');
    await field(greet, 'Eerste dag').fill('2030-09-01');
    await button(greet, 'Bewaren').click();
    await expect(button(greet, 'Bewaren')).toBeHidden();
  }
  await greet.sees('sinds 1 september 2030');
  await button(greet, 'Week toevoegen').click();
  await button(greet, 'Bewaren').click();
  await greet.sees('Er geldt al een andere week op een deel van deze dagen.');
  await greet.isAccessible();
  await button(greet, 'Annuleren').click();

  await part(greet, 'Eenmalig').click();
  await button(greet, 'Eenmalig openen of sluiten').click();
  await field(greet, 'Begint op').fill('2030-09-06');
  await field(greet, 'Eindigt op').fill('2030-09-06');
  await field(greet, 'Reden').fill('Infoavond');
  await button(greet, 'Bewaren').click();
  await greet.sees('vrijdag 6 september 2030 17:00 – 21:00');
  await greet.isAccessible();

  await part(greet, 'Vakanties').click();
  await button(greet, 'Dagen aanduiden').click();
  await field(greet, 'Eerste dag').fill('2030-09-10');
  await field(greet, 'Laatste dag').fill('2030-09-09');
  await field(greet, 'Reden').fill('Staking');
  await button(greet, 'Bewaren').click();
  await greet.sees('De laatste dag kan niet voor de eerste liggen.');
  await field(greet, 'Laatste dag').fill('2030-09-10');
  await button(greet, 'Bewaren').click();
  await greet.sees('Staking');
  await greet.isAccessible();

  await part(greet, 'Kalender').click();
  await goesTo(greet, '2030-2031');
  await day(greet, '2030-09-06').click();
  await greet.sees('Met de hand veranderd: Infoavond');
  await day(greet, '2030-09-10').click();
  await greet.sees('Deze dag is met de hand een vakantiedag: Staking');

  await part(greet, 'Regels').click();
  await field(greet, 'Uitlooptijd na sluiting, in minuten').fill('20');
  await button(greet, 'Bewaren').click();
  await greet.sees('Bewaard.');
  await greet.isAccessible();
});

test('Greet closes at once, and a visitor who looks is told where help is', async ({ visitor, anotherOperator }) => {
  const greet = await anotherOperator();
  await opensHours(greet);
  await button(greet, 'Nu sluiten').click();
  await field(greet, 'Reden').fill('Storing bij de provider');
  await button(greet, 'Bewaren').click();
  await greet.sees('Volgens de uren is de chatlijn nu gesloten.');
  await visitor.page.goto(`${visitor.house.url}/clbchat`);
  await visitor.sees('nu open');
  await part(greet, 'Eenmalig').click();
  await button(greet, /^Terugnemen/).click();
  await button(greet, 'Ja, terugnemen').click();
  await greet.sees('Er gelden nog geen openingsuren.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    test(`the page fits, ${colorScheme} at ${viewport.width}`, async ({ house, anotherOperator }) => {
      test.slow();
      house.hasHours();
      const greet = await anotherOperator({ colorScheme, viewport });
      await opensHours(greet);
      for (const name of ['Kalender', 'Weekuren', 'Eenmalig', 'Vakanties', 'Regels']) {
        await part(greet, name).click();
        await greet.isAccessible();
        const wider = await greet.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider).toBeLessThanOrEqual(0);
      }
    });
  }
}
