import type { BrowserContextOptions } from '@playwright/test';
import { expect, test } from './cast.ts';
import type { Operator, Visitor } from './people.ts';

// Behind the proxy of the house, from one home.
test.use({ settings: { 'http.trusted_proxies': '127.0.0.1' } });
const home: BrowserContextOptions = { extraHTTPHeaders: { 'X-Forwarded-For': '203.0.113.9' } };

const button = (one: Operator | Visitor, name: string | RegExp) => one.page.getByRole('button', { name, exact: typeof name === 'string' });

async function coordinates(one: Operator, page: string): Promise<void> {
  await one.page.goto(`${one.house.url}/office`);
  await one.page.getByLabel('Gebruikersnaam').fill('greet');
  await one.page.getByLabel('Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await button(one, 'Inloggen').click();
  await one.sees('De chatlijn is');
  await goes(one, page);
}
const goes = (one: Operator, page: string) => one.page.getByRole('link', { name: page }).click();

test('a fake call is marked, read again, asked about and confirmed; the next time Noor is told, once she took the talk', async ({
  anotherVisitor,
  operator,
  anotherOperator,
}) => {
  test.slow();
  const joker = await anotherVisitor(home);
  await joker.opens();
  await joker.sees('We kunnen merken dat er van hetzelfde netwerk al eerder gechat werd.');
  await joker.starts('Robin');
  await operator.works();
  const red: string[] = [];
  operator.page.on('console', (message) => message.type() === 'error' && red.push(message.text()));
  await operator.takes('Robin');
  await joker.isWith('Noor');
  await joker.says('een grote pizza graag');
  await operator.reads(['een grote pizza graag']);

  await button(operator, 'Hoe herken ik een nepoproep, en wat dan?').click();
  await operator.sees('Wanneer roep ik de coördinator?');
  await button(operator, 'Gesprek').click();
  await button(operator, 'Vermoedelijke nepoproep melden').click();
  await operator.page.getByLabel('Waarom denk je dat?').fill('bestelt pizza');
  await operator.isAccessible();
  await button(operator, 'Melden').click();
  await operator.sees('Gemeld. Een coördinator leest het na.');

  const greet = await anotherOperator();
  await coordinates(greet, 'Nepoproepen nalezen');
  await greet.sees('bestelt pizza');
  await button(greet, 'Lees het gesprek na').click();
  await greet.sees('een grote pizza graag');
  await greet.isAccessible();
  await button(greet, 'Vraag terug').click();
  await greet.page.getByLabel(/Wat wil je van Noor weten/).fill('Was er meer?');
  await button(greet, 'Vraag het').click();
  await greet.sees('wacht op antwoord');

  await operator.sees('Was er meer?');
  await operator.page.getByRole('region', { name: 'Vermoedelijke nepoproep' }).getByLabel('Je antwoord').fill('Nee, alleen dit.');
  await operator.page.getByRole('region', { name: 'Vermoedelijke nepoproep' }).getByRole('button', { name: 'Antwoorden' }).click();
  await greet.sees('Nee, alleen dit.');
  await button(greet, 'Bevestig: vermoedelijke nepoproep').click();
  await greet.sees('bevestigd');
  await operator.sees('Nagelezen: vermoedelijk een nepoproep.');
  await joker.stops();
  await operator.sees('concept bewaard');
  await expect(button(operator, 'Vermoedelijke nepoproep')).toHaveAttribute('aria-pressed', 'true');
  await operator.page.keyboard.press('Control+Enter');
  await operator.sees('Alles is geregistreerd.');

  const again = await anotherVisitor(home);
  await again.starts('Sam');
  await operator.sees('Sam');
  await expect(operator.page.getByText('Het kan iemand anders zijn')).toHaveCount(0);
  await operator.takes('Sam');
  await operator.sees('Nagelezen: vermoedelijke nepoproep. Het kan iemand anders zijn.');
  await operator.isAccessible();
  expect(red, 'a talk that is not marked is no mistake').toEqual([]);
  expect(await again.page.locator('body').innerText()).not.toMatch(/nep|nagelezen/i);
});

test('after an abusive talk the page is not let in for a day, kindly, until Greet undoes it', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  test.slow();
  await visitor.starts('Robin');
  await operator.works();
  await operator.takes('Robin');
  await button(operator, /^Beëindigen/).click();
  await operator.page.getByLabel('Grens').check();
  await button(operator, 'Ja, beëindigen').click();
  await operator.sees('concept bewaard');
  await expect.poll(() => visitor.page.evaluate(() => Object.keys(sessionStorage))).toEqual(['onthaal.earlier']);

  const greet = await anotherOperator();
  await coordinates(greet, 'Even niet toegelaten');
  await button(greet, 'Laat 24 uur niet toe').click();
  await greet.page.getByLabel('Waarom?').fill('schelden en dreigen');
  await button(greet, 'Niet toelaten').click();
  await greet.sees('De bezoeker is 24 uur niet toegelaten.');
  await greet.isAccessible();

  await visitor.opens();
  await visitor.page.getByLabel('Hoe mogen we je noemen?').fill('Robin');
  await button(visitor, 'Start de chat').click();
  await visitor.sees('Binnen een dag ben je hier weer welkom.');
  await visitor.sees('Ook hier kan je terecht');
  await visitor.isAccessible();

  await button(greet, 'Laat weer toe').click();
  await greet.sees('De bezoeker kan weer binnen.');
  await visitor.starts('Robin');
});

test('coordinators set when they hear of who comes often, and see who did', async ({ anotherVisitor, operator, anotherOperator }) => {
  test.slow();
  const greet = await anotherOperator();
  await coordinates(greet, 'Veelchatters');
  await greet.page.getByLabel('Gesprekken', { exact: true }).fill('2');
  await greet.page.getByLabel('In hoeveel dagen').fill('7');
  await button(greet, 'Bewaren').click();
  await greet.sees('Niemand kwam de laatste 7 dagen 2 keer of vaker.');
  await operator.works();
  for (const nickname of ['Robin', 'Sam']) {
    const visitor = await anotherVisitor(home);
    await visitor.starts(nickname);
    await operator.takes(nickname);
    if (nickname === 'Sam') await operator.sees('Overleg met het coördinatieteam.');
    await operator.ends();
    await operator.registers();
  }
  await greet.page.reload();
  await greet.sees('1 bezoeker kwam de laatste 7 dagen 2 keer of vaker.');
  await button(greet, 'Lees gesprek 1').click();
  await greet.sees('Er is niets geschreven.');
  await greet.isAccessible();
});
