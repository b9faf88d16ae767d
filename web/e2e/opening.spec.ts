import { expect, test } from './cast.ts';
import type { House } from './house.ts';

// A coordinator's request, by name.
async function asGreet(house: House) {
  const greet = house.staff.find(({ login }) => login === 'greet')!;
  return house.as(greet);
}

test.describe('nobody keeps the line open', () => {
  test.use({ hasKeeper: false });

  test('a page that lies open sees that somebody goes on duty, and may start then', async ({ visitor, operator }) => {
    await visitor.opens();
    await visitor.sees('De chat is nu gesloten');
    await visitor.sees('Er is nog niemand klaar om te chatten.');
    await visitor.sees('nu open');
    // Whose hours nobody knows: nothing is said about now.
    await expect(visitor.page.getByRole('listitem').filter({ hasText: 'Awel' }).getByText(/nu (open|gesloten)/)).toHaveCount(0);
    await visitor.isAccessible();
    await visitor.page.getByRole('button', { name: 'English' }).click();
    await visitor.sees('The chat is closed now');
    await visitor.isAccessible();
    await visitor.page.getByRole('button', { name: 'Nederlands' }).click();
    await visitor.sees('De chat is nu gesloten');
    await operator.logsIn('noor');
    await operator.sees('Gesloten: niemand is aan het werk');
    await operator.sees('Er is nog niemand opgegeven die bereikbaar is.');
    await operator.page.getByRole('button', { name: 'Ga online' }).click();
    await operator.page.getByLabel('Tot wanneer?').selectOption({ index: 1 });
    await operator.isAccessible();
    await operator.page.getByRole('button', { name: 'Ja, ga online' }).click();
    await operator.sees(/Aan het werk als Noor · tot \d\d:\d\d/);
    await visitor.page.getByRole('button', { name: 'Kijk opnieuw' }).click();
    await visitor.starts('Robin');
    await operator.takes('Robin');
  });

  test('a page that lies open looks again by itself, also after the network was away', async ({ visitor, operator }) => {
    const { page } = visitor;
    await page.clock.install();
    await visitor.opens();
    await visitor.sees('De chat is nu gesloten');
    await page.context().setOffline(true);
    const missed = page.waitForEvent('requestfailed');
    await page.clock.fastForward('01:00');
    await missed;
    await operator.works();
    await page.context().setOffline(false);
    await page.clock.fastForward('01:00');
    await expect(page.getByLabel('Hoe mogen we je noemen?')).toBeVisible();
  });

  test('a page left open is told at the click that the line has closed meanwhile', async ({ visitor, operator }) => {
    await operator.works();
    await visitor.opens();
    await visitor.page.getByLabel('Hoe mogen we je noemen?').fill('Robin');
    await operator.page.getByRole('button', { name: 'Stoppen' }).click();
    await operator.sees('Niet aan het werk');
    await visitor.page.getByRole('button', { name: 'Start de chat' }).click();
    await visitor.sees('De chat is nu gesloten');
  });

  test('who pauses as the last one says why to nobody, and is told so', async ({ operator, anotherOperator, house }) => {
    const greet = await anotherOperator();
    await greet.logsIn('greet');
    await greet.sees('Niet aan het werk');
    await greet.page.goto(`${house.url}/office`);
    await greet.sees('Niemand is online.');
    await operator.works();
    await operator.page.getByRole('button', { name: /^Pauze/ }).click();
    await operator.sees('Niemand anders is online. De coördinatoren weten het.');
    await greet.sees(/Noor nam pauze: niemand anders is online/);
    await greet.isAccessible();
    await greet.page.getByRole('button', { name: /^Gezien/ }).click();
    await expect(greet.page.getByText(/Noor nam pauze/)).toHaveCount(0);
    await operator.page.getByLabel(/^Waarvoor\?/).fill('thee');
    await operator.isAccessible();
    await operator.page.getByRole('button', { name: /^Weer online/ }).click();
    await operator.sees('Aan het werk als Noor');
  });
});

test('who may not begin yet reads so, until the line opens after all', async ({ operator, house }) => {
  const greet = await asGreet(house);
  const exceptions = '/api/lines/clbchat/hours/exceptions';
  const once = { ends_at: '2099-01-01T00:00', reason: 'storing' };
  await greet('POST', exceptions, { ...once, kind: 'closed', starts_at: '2020-01-01T00:00' });
  await operator.logsIn('noor');
  await operator.page.getByRole('button', { name: 'Ga online' }).click();
  await operator.page.getByRole('button', { name: 'Ja, ga online' }).click();
  const refused = operator.page.getByRole('alert').filter({ hasText: 'De chatlijn is gesloten' });
  await expect(refused).toBeVisible();
  await greet('POST', exceptions, { ...once, kind: 'open', starts_at: null });
  await expect(refused).toHaveCount(0);
  await operator.goesOnline();
});

test.describe('an evening that closes, sixty times faster', () => {
  test.use({ settings: { 'clock.speed': '60' } });

  test('who waits is warned, and reads kindly that nobody came', async ({ visitor, operator, house }) => {
    await operator.works();
    await visitor.starts('Robin');
    await operator.page.getByRole('button', { name: /^Pauze/ }).click();
    const greet = await asGreet(house);
    const line = '/api/lines/clbchat/hours';
    // Twelve minutes are twelve seconds: closed now, running out, over.
    await greet('PUT', line, { closes_public_holidays: false, closes_decree: false, run_out_minutes: 12, warn_minutes: 6 });
    await greet('POST', `${line}/exceptions`, { kind: 'closed', starts_at: null, ends_at: '2099-01-01T00:00', reason: 'storing' });
    await operator.sees(/^Uitloop tot/);
    await visitor.sees('We sluiten straks. Misschien komt er voor jou niemand meer vrij.');
    await visitor.isAccessible();
    await visitor.sees('We zijn intussen gesloten');
    await visitor.sees('Dat ligt niet aan jou.');
    await visitor.isAccessible();
    await operator.sees('De chatlijn is gesloten en je dienst is voorbij.');
    await expect(operator.page.getByText('Niet aan het werk')).toBeVisible();
  });
});
