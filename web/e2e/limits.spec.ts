import { expect, talk, test } from './cast.ts';

test('a text that is too long is refused kindly and stays in the box', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.writes('a'.repeat(10_000));
  await visitor.sees('Je bericht is 6000 tekens te lang.');
  await visitor.page.getByRole('button', { name: 'Versturen' }).click({ force: true });
  await expect(visitor.box).toHaveValue('a'.repeat(10_000));
  await visitor.reads([]);

  // The longest that fits, in the characters that take most room.
  const longest = '👋'.repeat(4_000);
  await visitor.says(longest);
  await operator.reads([longest]);
  await visitor.hasAllSent();
});

test('emoji, Arabic and Hebrew arrive as they were written, each in its own direction', async ({
  visitor,
  operator,
}) => {
  await talk(visitor, operator);
  const texts = ['👩‍👩‍👧‍👦 🏳️‍🌈 👋🏽', 'مرحبا، كيف حالك؟', 'שלום abc', '<b>geen</b> & "html"'];
  for (const text of texts) await visitor.says(text);
  await operator.reads(texts);
  const direction = (text: string) =>
    operator.log.locator('li p', { hasText: text }).evaluate((node) => getComputedStyle(node).direction);
  expect(await direction('مرحبا')).toBe('rtl');
  expect(await direction('geen')).toBe('ltr');
});

test('an impatient double click starts one visit', async ({ visitor, operator }) => {
  await visitor.opens();
  await visitor.page.getByLabel('Hoe mogen we je noemen?').fill('Robin');
  await visitor.page.getByRole('button', { name: 'Start de chat' }).dblclick();
  await visitor.sees('Even geduld, Robin');
  await operator.works();
  await operator.sees('1 wacht');
  await operator.takes('Robin');
  await operator.sees('Niemand wacht');
});

test('a nickname is asked for, and not longer than forty characters', async ({ visitor }) => {
  await visitor.opens();
  const field = visitor.page.getByLabel('Hoe mogen we je noemen?');
  await visitor.page.getByRole('button', { name: 'Start de chat' }).click();
  await visitor.sees('Vul een bijnaam in');
  await expect(field).toBeFocused();
  await field.fill('x'.repeat(41));
  await field.press('Enter');
  await visitor.sees('hou het bij 40 tekens');
  await field.fill('😀'.repeat(40));
  await field.press('Enter');
  await visitor.sees('Even geduld');
});

test('a wrong password is said, and after five the door waits', async ({ operator }) => {
  for (let i = 0; i < 5; i += 1) {
    await operator.logsIn('noor', 'verkeerd');
    await operator.sees('Gebruikersnaam of wachtwoord klopt niet.');
  }
  await operator.logsIn('noor');
  await operator.sees('Te veel pogingen.');
});

test('logging out says so when it did not reach the server', async ({ operator }) => {
  await operator.works();
  await operator.page.context().setOffline(true);
  await operator.page.getByRole('button', { name: 'Uitloggen' }).click();
  await operator.sees('De server is niet bereikbaar');
  await operator.page.context().setOffline(false);
  await operator.page.getByRole('button', { name: 'Opnieuw proberen' }).click();
  await operator.sees('Aan het werk als');
});

test('leaving a line with an open talk asks first', async ({ house, visitor, operator }) => {
  house.addLine('andere', 'Andere lijn', 'lotte');
  await visitor.starts('Robin');
  await operator.logsIn('lotte');
  await operator.page.getByRole('button', { name: 'CLBch@t' }).click();
  await operator.goesOnline();
  await operator.takes('Robin');
  const line = operator.page.getByLabel('Chatlijn', { exact: true });
  await line.selectOption('Andere lijn');
  await operator.sees('Toch naar een andere?');
  await operator.page.getByRole('button', { name: 'Nee, blijven' }).click();
  await expect(line.locator('option:checked')).toHaveText('CLBch@t');
  await line.selectOption('Andere lijn');
  await operator.page.getByRole('alertdialog').getByRole('button', { name: 'Andere chatlijn' }).click();
  await expect(line.locator('option:checked')).toHaveText('Andere lijn');
  await operator.sees('Geen gesprek open');
});

test('logging out asks when a talk is open, and ends the session', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  const otherTab = await operator.page.context().newPage();
  await otherTab.goto(operator.page.url());
  await expect(otherTab.getByRole('heading', { level: 1, name: 'Robin' })).toBeVisible();

  await operator.page.getByLabel('Notitie').fill('niemand mag dit lezen');
  await operator.sees('bewaard in dit tabblad');
  await operator.page.getByRole('button', { name: 'Uitloggen' }).click();
  await operator.sees('Je hebt nog een gesprek.');
  await operator.page.getByRole('alertdialog').getByRole('button', { name: 'Uitloggen' }).click();
  await expect(operator.page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
  expect(await operator.page.evaluate(() => sessionStorage.length)).toBe(0);
  await operator.opens();
  await expect(operator.page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
  await expect(otherTab.getByText('Je sessie is afgelopen.')).toBeVisible();
});
