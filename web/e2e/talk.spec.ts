import { expect, talk, test } from './cast.ts';

test('a whole talk, ended by the operator', async ({ visitor, operator }) => {
  await visitor.starts('Robin');
  await visitor.sees('Je bent als eerste aan de beurt.');
  await operator.works();
  await operator.sees('1 wacht');
  await operator.takes('Robin');
  await visitor.isWith('Noor');

  await operator.says('Hallo Robin, fijn dat je er bent.');
  await visitor.sees('Hallo Robin, fijn dat je er bent.');
  await visitor.says('hey\nthuis is er alleen maar ruzie');
  await visitor.says('en ik heb examens');
  const texts = ['Hallo Robin, fijn dat je er bent.', 'hey\nthuis is er alleen maar ruzie', 'en ik heb examens'];
  await operator.reads(texts);
  await visitor.reads(texts);
  await visitor.hasAllSent();

  await operator.ends();
  await visitor.sees('Noor heeft het gesprek afgerond');
  await expect(visitor.page.getByRole('link', { name: 'Bel 1813' })).toBeVisible();
  await operator.sees('Je hebt het gesprek beëindigd');
  await visitor.reads(texts);

  // It stands on the screen still, and nowhere on the device.
  expect(await visitor.page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
  await visitor.page.reload();
  await visitor.sees('Fijn dat je er bent');
});

test('a whole talk, stopped by the visitor, and a new one after it', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('ik moet gaan');
  await operator.sees('ik moet gaan');
  await visitor.stops();
  await visitor.sees('Je hebt het gesprek gestopt');
  await operator.sees('Robin heeft het gesprek gestopt');
  await operator.registers();
  await operator.sees('Geen gesprek open');

  await visitor.page.getByRole('button', { name: 'Naar het begin' }).click();
  await expect(visitor.page.getByLabel('Hoe mogen we je noemen?')).toHaveValue('');
  await visitor.starts('Robke');
  await operator.takes('Robke');
  await visitor.isWith('Noor');
  await operator.reads([]);
});

test('each sees that the other writes, and when the other is away', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await operator.box.pressSequentially('En dan');
  await expect(visitor.page.getByRole('img', { name: 'Noor schrijft…' })).toBeVisible();
  await visitor.box.pressSequentially('ja');
  await expect(operator.page.getByRole('img', { name: 'Robin schrijft…' })).toBeVisible();

  const robin = visitor.page.url();
  await visitor.page.goto('about:blank');
  await operator.sees(/Verbinding weg sinds/);
  await visitor.page.goto(robin);
  await visitor.isWith('Noor');
  await expect(operator.page.getByText('Verbinding weg sinds')).toHaveCount(0);
});

test('parents are addressed with u, English speakers are told that we chat in Dutch', async ({ visitor }) => {
  await visitor.opens();
  await visitor.page.getByLabel('ouder').check();
  await visitor.sees('Fijn dat u er bent');
  await visitor.page.getByLabel('Hoe mogen we u noemen?').fill('Lot');
  await visitor.page.getByRole('button', { name: 'English' }).click();
  await visitor.sees('This page is in English, but we chat in Dutch.');
  await expect(visitor.page.locator('html')).toHaveAttribute('lang', 'en');
  await visitor.page.getByRole('button', { name: 'Nederlands' }).click();
  await visitor.page.getByRole('button', { name: 'Start de chat' }).click();
  await visitor.sees('U bent als eerste aan de beurt.');
  await visitor.page.reload();
  await visitor.sees('U bent als eerste aan de beurt.');
});
