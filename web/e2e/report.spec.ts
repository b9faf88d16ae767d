// The annual report of a synthetic year, as a coordinator reads it, writes in it, and prints it.
import { expect, talk, test } from './cast.ts';
import type { Operator, Visitor } from './people.ts';

const kReport = '/office/reports/annual?year=2021-2022';

async function coordinates(one: Operator, login = 'greet', password = '', path = kReport): Promise<void> {
  await one.page.goto(one.house.url + path);
  await one.page.getByLabel('Gebruikersnaam').fill(login);
  await one.page.getByLabel('Wachtwoord').fill(password || (one.house.staff.find((each) => each.login === login)?.password ?? ''));
  await one.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  await one.sees('De chatlijn is');
}
const chapter = (one: Operator, name: string) => one.page.getByRole('region', { name, exact: true });

for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['desktop', { width: 1440, height: 900 }]] as const) {
  test(`the report of a year is there to read, on a ${name}`, async ({ anotherOperator, house }) => {
    test.slow();
    house.hasYear('2021-2022');
    const greet = await anotherOperator({ viewport });
    await coordinates(greet);
    await expect(chapter(greet, 'In één oogopslag')).toContainText('8.813');
    await expect(chapter(greet, 'Waarover ging het?')).toContainText('Studiekeuze, schoolloopbaan');
    await expect(chapter(greet, 'Vermoedelijke nepoproepen')).toContainText('436 van 8.365');
    await expect(chapter(greet, 'Definities en aantallen')).toContainText('Een gesprek is een aanvraag die een chatmedewerker opnam');
    await greet.isAccessible();
    expect(await greet.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    if (name === 'phone') return;
    // On paper: as wide as the page, and nothing to press.
    await greet.page.emulateMedia({ media: 'print' });
    const themes = chapter(greet, 'Waarover ging het?').getByRole('article').first();
    const wide = async (one: typeof themes) => (await one.boundingBox())?.width ?? 0;
    expect(await wide(themes.locator('svg').first())).toBeGreaterThan(0.8 * (await wide(themes)));
    await expect(greet.page.getByRole('group', { name: 'Gesprekken met' })).toHaveCount(0);
  });

  if (name === 'desktop')
    test('the button prints the report as its file is', async ({ anotherOperator, house }) => {
      test.slow();
      house.hasYear('2021-2022');
      const greet = await anotherOperator({ viewport });
      await greet.page.addInitScript(() => {
        window.print = () => {
          const size = [...document.adoptedStyleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).find((rule) => rule.startsWith('@page'));
          top!.name = `${size} ${document.body.innerText}`;
        };
      });
      await coordinates(greet);
      await greet.page.getByRole('button', { name: 'Afdrukken of als pdf bewaren' }).click();
      await expect.poll(() => greet.page.evaluate(() => name)).toContain('counter(page)');
      const printed = await greet.page.evaluate(() => name);
      // The file is read as a document: the browser says that its style is not applied there.
      const { wrong } = greet.watch;
      wrong.splice(0, wrong.length, ...wrong.filter((what) => !what.startsWith('Applying inline style')));
      for (const part of ['Inhoud', '8.813', 'Studiekeuze, schoolloopbaan', 'versie 1 van de definitie']) expect(printed).toContain(part);
    });
}

test('the last year with figures opens, and what is known of another one is said', async ({ operator: greet, house }) => {
  house.hasYear('2021-2022');
  await coordinates(greet, 'greet', '', '/office/reports/annual');
  await expect(greet.page).toHaveURL(/\?line=clbchat&year=2021-2022$/);
  await expect(chapter(greet, 'In één oogopslag')).toContainText('8.813');
  await greet.page.goto(`${house.url}/office/reports/annual?year=1999-2000`);
  await greet.sees('Van 1999-2000 zijn er geen cijfers. Kies een ander schooljaar.');
  await greet.page.goto(`${house.url}/office/reports/annual?year=1800-1801`);
  await greet.sees('1800-1801 is geen schooljaar van deze chatlijn. Kies een ander.');
  await greet.page.getByLabel('Schooljaar').selectOption('2021-2022');
  await expect(chapter(greet, 'In één oogopslag')).toContainText('8.813');
});

test('what a coordinator writes stays, and nobody overwrites it unseen', async ({ operator: greet, anotherOperator, house }) => {
  test.slow();
  house.hasYear('2021-2022');
  const { password } = house.addCoordinator('clbchat', 'carla');
  await coordinates(greet);
  const carla = await anotherOperator();
  await coordinates(carla, 'carla', password);
  for (const one of [greet, carla]) await chapter(one, 'De cijfers').getByRole('button', { name: 'Schrijf hier iets bij' }).click();

  const hers = chapter(greet, 'De cijfers').getByRole('textbox', { name: /^Tekst bij/ });
  await hers.fill('Een **druk** jaar. <img src=x onerror=alert(1)>');
  await chapter(greet, 'De cijfers').getByRole('button', { name: 'Bewaren' }).click();
  await expect(chapter(greet, 'De cijfers').locator('strong')).toHaveText('druk');
  await expect(chapter(greet, 'De cijfers')).toContainText('<img src=x onerror=alert(1)>');

  const other = chapter(carla, 'De cijfers').getByRole('textbox', { name: /^Tekst bij/ });
  await other.fill('Een rustig jaar.');
  await chapter(carla, 'De cijfers').getByRole('button', { name: 'Bewaren' }).click();
  await carla.sees(/bewaarde intussen een andere tekst/);
  await expect(other).toHaveValue('Een rustig jaar.');
  await expect(chapter(carla, 'De cijfers')).toContainText('Een **druk** jaar.');
  await carla.isAccessible();
  // Another year is not shown before she said what is to become of it.
  await carla.page.getByRole('combobox', { name: 'Schooljaar' }).selectOption({ index: 0 });
  await carla.sees('Je hebt iets veranderd dat nog niet bewaard is');
  await carla.page.getByRole('button', { name: 'Nee, hier blijven' }).click();
  await chapter(carla, 'De cijfers').getByRole('button', { name: 'Bewaren' }).click();
  await expect(chapter(carla, 'De cijfers').getByText('Een rustig jaar.')).toBeVisible();

  // Counted anew, written once; and the first text is still to be had.
  await greet.page.reload();
  await expect(chapter(greet, 'De cijfers').getByText('Een rustig jaar.')).toBeVisible();
  await chapter(greet, 'De cijfers').getByRole('button', { name: 'Tekst aanpassen' }).click();
  await greet.page.getByText('Eerdere versies').click();
  await chapter(greet, 'De cijfers').getByRole('button', { name: 'Neem deze over' }).click();
  await expect(hers).toHaveValue(/^Een \*\*druk\*\* jaar/);

  // On paper: no button, no menu, no field.
  await greet.page.emulateMedia({ media: 'print' });
  await expect(greet.page.getByRole('button', { name: 'Bewaren' })).toBeHidden();
  await expect(greet.page.getByText('Schrijf hier iets bij').first()).toBeHidden();
  await expect(chapter(greet, 'In één oogopslag')).toBeVisible();
});

async function rates({ page }: Visitor, words: string): Promise<void> {
  await page.getByRole('radio', { name: '5 sterren' }).check();
  await page.getByLabel('Wil je er iets over zeggen?').fill(words);
  await page.getByRole('checkbox', { name: 'Jullie mogen mijn woorden' }).check();
  await page.getByRole('button', { name: 'Doorgeven' }).click();
  await expect(page.getByText('Dank je, dat helpt ons.')).toBeVisible();
}

const thisYear = ({ page }: Operator): Promise<string> =>
  page.evaluate(() => {
    const day = new Date();
    const year = day.getFullYear() - (day.getMonth() < 8 ? 1 : 0);
    return `${year}-${year + 1}`;
  });

test('a quote is printed once its visitor allowed it and a coordinator made it fit to print', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  test.slow();
  await talk(visitor, operator);
  await visitor.says('Ik word gepest op het Sint-Jozef.');
  await operator.sees('Ik word gepest op het Sint-Jozef.');
  await visitor.stops();
  await rates(visitor, 'Op het Sint-Jozef luistert niemand, hier wel.');

  const greet = await anotherOperator();
  await coordinates(greet, 'greet', '', '/office/reports/annual');
  await greet.page.goto(`${greet.house.url}/office/reports/annual?year=${await thisYear(greet)}`);
  // By keyboard alone: it stays where one is.
  const choose = chapter(greet, 'Kwaliteit').getByRole('button', { name: 'Kies een citaat' });
  const pick = greet.page.getByRole('button', { name: 'Neem dit citaat' });
  const quote = greet.page.getByRole('textbox', { name: 'Het citaat' });
  await choose.press('Enter');
  await pick.waitFor();
  await greet.isAccessible();
  await pick.press('Enter');
  await expect(quote).toBeFocused();
  await greet.page.getByRole('button', { name: 'Een ander kiezen' }).press('Enter');
  await expect(pick).toBeFocused();
  await greet.page.keyboard.press('Escape');
  await expect(choose).toBeFocused();
  await choose.press('Enter');
  await pick.press('Enter');
  await expect(quote).toHaveValue('Op het Sint-Jozef luistert niemand, hier wel.');
  await quote.fill(`Op school luistert niemand, hier wel. 💚 שלום ${'z'.repeat(300)}`);
  await greet.page.getByRole('textbox', { name: /^Van wie/ }).fill('leerling');
  await greet.page.getByRole('button', { name: 'In het verslag zetten' }).press('Enter');
  await expect(chapter(greet, 'Kwaliteit').getByText('Op school luistert niemand, hier wel.')).toBeVisible();
  await expect(choose).toBeFocused();
  await greet.page.setViewportSize({ width: 320, height: 700 });
  expect(await greet.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await greet.page.reload();
  await expect(chapter(greet, 'Kwaliteit').getByText('Op school luistert niemand, hier wel.')).toBeVisible();
  const remove = chapter(greet, 'Kwaliteit').getByRole('button', { name: 'Citaat weghalen' });
  await remove.press('Enter');
  await greet.page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await chapter(greet, 'Kwaliteit').getByRole('button', { name: 'Ja, weghalen' }).press('Enter');
  await expect(choose).toBeFocused();
  await expect(chapter(greet, 'Kwaliteit').getByText('Op school luistert niemand, hier wel.')).toBeHidden();
});

test('who takes back that the words may be used is quoted no more', async ({ visitor, operator, anotherOperator }) => {
  test.slow();
  await talk(visitor, operator);
  await visitor.stops();
  await rates(visitor, 'Eindelijk iemand die luistert.');

  const greet = await anotherOperator();
  await coordinates(greet, 'greet', '', '/office/reports/annual');
  await greet.page.goto(`${greet.house.url}/office/reports/annual?year=${await thisYear(greet)}`);
  const quality = chapter(greet, 'Kwaliteit');
  await quality.getByRole('button', { name: 'Kies een citaat' }).click();
  await greet.page.getByRole('button', { name: 'Neem dit citaat' }).click();
  await greet.page.getByRole('button', { name: 'In het verslag zetten' }).click();
  await expect(quality.getByText('Eindelijk iemand die luistert.')).toBeVisible();

  await visitor.page.getByRole('button', { name: 'Gebruik mijn woorden toch niet' }).click();
  await visitor.sees('Goed, we gebruiken je woorden niet.');
  await expect(visitor.page.getByRole('button', { name: 'Gebruik mijn woorden toch niet' })).toBeHidden();
  await visitor.isAccessible();
  await greet.page.reload();
  await expect(quality).toBeAttached();
  await expect(greet.page.getByText('Eindelijk iemand die luistert.')).toBeHidden();
});
