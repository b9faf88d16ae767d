// Writing in the annual report, by hand and by keyboard, when much goes wrong.
import { expect, test } from './cast.ts';
import type { House } from './house.ts';
import type { Operator } from './people.ts';

const kPath = '/office/reports/annual?year=2021-2022';

async function opens(one: Operator, login = 'greet', password?: string): Promise<void> {
  await one.page.goto(one.house.url + kPath);
  await one.page.getByLabel('Gebruikersnaam').fill(login);
  await one.page.getByLabel('Wachtwoord').fill(password ?? passwordOf(one.house, login));
  await one.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  await expect(chapter(one, 'De cijfers')).toBeVisible();
}
const passwordOf = (house: House, login: string): string => house.staff.find((each) => each.login === login)?.password ?? '';
const chapter = (one: Operator, name: string) => one.page.getByRole('region', { name, exact: true });
const parts = (one: Operator, name: string) => ({
  add: chapter(one, name).getByRole('button', { name: 'Schrijf hier iets bij' }),
  edit: chapter(one, name).getByRole('button', { name: 'Tekst aanpassen' }),
  field: chapter(one, name).getByRole('textbox', { name: /^Tekst bij/ }),
  save: chapter(one, name).getByRole('button', { name: /^Bewaren/ }),
  cancel: chapter(one, name).getByRole('button', { name: 'Annuleren' }),
});

test('the keyboard stays with the text that one writes', async ({ operator }) => {
  await opens(operator);
  const { keyboard } = operator.page;
  const { add, edit, field, save, cancel } = parts(operator, 'De cijfers');
  await add.press('Enter');
  await expect(field).toBeFocused();
  await keyboard.type('Een druk jaar.');
  await keyboard.press('Tab');
  await expect(save).toBeFocused();
  await keyboard.press('Enter');
  await expect(edit).toBeFocused();

  await edit.press('Enter');
  await keyboard.type(' Drukker dan ooit.');
  await cancel.press('Enter');
  // Asked where one is, and only of this text.
  const sure = chapter(operator, 'De cijfers').getByRole('alertdialog');
  await expect(sure).toBeFocused();
  await keyboard.press('Escape');
  await expect(cancel).toBeFocused();
  const other = parts(operator, 'Kwaliteit');
  await other.add.press('Enter');
  await expect(other.field).toBeFocused();
  await other.cancel.press('Enter');
  await expect(other.add).toBeFocused();
  await cancel.press('Enter');
  await sure.getByRole('button', { name: 'Ja, zonder bewaren' }).press('Enter');
  await expect(edit).toBeFocused();
  await expect(chapter(operator, 'De cijfers').getByText('Een druk jaar.', { exact: true })).toBeVisible();
});

test('what is kept is printed while somebody changes it', async ({ operator, house }) => {
  const ask = await house.as(house.staff.find(({ login }) => login === 'greet')!);
  await ask('PUT', '/api/lines/clbchat/reports/annual/2021-2022/texts/figures', { number: 0, text: 'Wat er staat.' });
  await opens(operator);
  const { edit, field } = parts(operator, 'De cijfers');
  await edit.click();
  await field.fill('Wat er nog niet staat.');
  await operator.page.emulateMedia({ media: 'print' });
  await expect(chapter(operator, 'De cijfers').getByText('Wat er staat.')).toBeVisible();
  await expect(field).toBeHidden();
});

test('a text of ten thousand characters, in any script, is kept once and as it is', async ({ anotherOperator, house }) => {
  const greet = await anotherOperator({ viewport: { width: 320, height: 700 } });
  await opens(greet);
  const strange = `👩‍👩‍👧‍👦 שלום עולם, مرحبا بالعالم 🇧🇪 ${'onafgebroken'.repeat(80)}\n\n`;
  const text = strange + 'Een zin van dertig lettertekens. '.repeat(310);
  expect(text.length).toBeGreaterThan(10_000);
  const { add, edit, field, save } = parts(greet, 'De cijfers');
  await add.click();
  await field.fill(text);
  await save.dblclick();
  await expect(edit).toBeVisible();
  expect(await greet.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expect(chapter(greet, 'De cijfers').locator('.prose p').first()).toContainText('👩‍👩‍👧‍👦 שלום עולם, مرحبا بالعالم 🇧🇪');
  const ask = await house.as(house.staff.find(({ login }) => login === 'greet')!);
  const { versions } = (await ask('GET', '/api/lines/clbchat/reports/annual/2021-2022/texts/figures')) as { versions: { text: string }[] };
  expect(versions.map((one) => one.text)).toEqual([text.trim()]);
  await greet.isAccessible();
  // What is too long is said, and stays.
  await edit.click();
  await field.fill('a'.repeat(20_001));
  await save.click();
  await greet.sees('Dit is te lang. Maak er meer dan één hoofdstuk van.');
  await expect(field).toHaveValue('a'.repeat(20_001));
});

test('who was overtaken and leaves it there sees what the other wrote', async ({ operator: greet, anotherOperator, house }) => {
  const { password } = house.addCoordinator('clbchat', 'carla');
  const carla = await anotherOperator();
  await opens(greet);
  await opens(carla, 'carla', password);
  const [hers, his] = [parts(greet, 'De cijfers'), parts(carla, 'De cijfers')];
  for (const one of [hers, his]) await one.add.click();
  await hers.field.fill(`Van Greet. ${'Regel na regel. '.repeat(200)}`);
  await hers.save.click();
  await expect(hers.edit).toBeVisible();
  await his.field.fill('Van Carla.');
  await his.save.click();
  await carla.sees(/bewaarde intussen een andere tekst/);
  await carla.isAccessible();
  await his.cancel.click();
  await chapter(carla, 'De cijfers').getByRole('button', { name: 'Ja, zonder bewaren' }).click();
  await expect(chapter(carla, 'De cijfers').getByText(/^Van Greet\./)).toBeVisible();
  await his.edit.click();
  await his.field.fill('Van Carla, na Greet.');
  await his.save.click();
  await expect(chapter(carla, 'De cijfers').getByText('Van Carla, na Greet.')).toBeVisible();
});

test('a text stays in its field while the server is away', async ({ operator, house }) => {
  await opens(operator);
  const { add, field, save, edit } = parts(operator, 'De cijfers');
  await add.click();
  await field.fill('Blijft staan.');
  await house.crash();
  await save.click();
  await expect(chapter(operator, 'De cijfers').getByRole('alert')).toBeVisible();
  await expect(field).toHaveValue('Blijft staan.');
  await house.start();
  await save.click();
  await expect(edit).toBeVisible();
  await expect(chapter(operator, 'De cijfers').getByText('Blijft staan.')).toBeVisible();
});

test('a link to the report says of which line, and leaving it for another page asks once', async ({ operator }) => {
  await opens(operator);
  const { page } = operator;
  await expect(page).toHaveURL(/\?line=clbchat&year=2021-2022$/);
  await page.getByRole('link', { name: 'Cijfers', exact: true }).click();
  await page.getByRole('link', { name: 'Jaarverslag', exact: true }).click();
  const { add, field } = parts(operator, 'De cijfers');
  await add.click();
  await field.fill('Niet bewaard.');
  await page.goBack();
  await operator.sees('Je hebt iets veranderd dat nog niet bewaard is');
  await expect(page).toHaveURL(/\/office\/reports\/annual/);
  await page.getByRole('button', { name: 'Ja, zonder bewaren' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Cijfers' })).toBeVisible();
  await expect(page).toHaveURL(/\/office\/figures/);
});
