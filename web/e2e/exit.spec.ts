import { expect, talk, test } from './cast.ts';
import { Visitor } from './people.ts';

const neutral = 'https://nl.wikipedia.org/wiki/Hoofdpagina';

test.beforeEach(async ({ page }) => {
  await page.route(neutral, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Neutraal</h1>' }));
});

for (const way of ['the button', 'Shift three times'] as const) {
  test(`${way} leaves at once and leaves nothing behind`, async ({ page, house, operator }) => {
    const visitor = new Visitor(page, house);
    await talk(visitor, operator);
    await visitor.says('niemand mag dit zien');
    await operator.sees('niemand mag dit zien');

    if (way === 'the button') await page.getByRole('button', { name: 'Snel weg' }).click();
    else for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift');
    await page.waitForURL(neutral);
    await expect(page.getByText('Neutraal')).toBeVisible();

    // Back does not lead to the talk, and neither does the address.
    await page.goto(`${house.url}/clbchat`);
    expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
    await expect(page.getByLabel('Hoe mogen we je noemen?')).toHaveValue('');
    await operator.sees(/Verbinding weg sinds/);
  });
}

test('what could not be sent yet does not stay behind either', async ({ page, house, operator }) => {
  const visitor = new Visitor(page, house);
  await talk(visitor, operator);
  await house.crash();
  await visitor.says('niemand mag dit zien');
  await visitor.sees('wordt verstuurd zodra je weer verbinding hebt');
  await page.getByRole('button', { name: 'Snel weg' }).click();
  await page.waitForURL(neutral);
  await house.start();
  await page.goto(`${house.url}/clbchat`);
  await visitor.sees('Fijn dat je er bent');
  expect(await page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
  await operator.sees(/Verbinding weg sinds/);
  await operator.reads([]);
});

test('the tab has a neutral title', async ({ visitor, operator }) => {
  await visitor.opens();
  await expect(visitor.page).toHaveTitle('Gesprek');
  await talk(visitor, operator);
  await expect(visitor.page).toHaveTitle('Gesprek');
});
