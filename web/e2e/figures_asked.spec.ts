// What is asked of the figures: in the filter, in the address, and where there is nothing to answer.
import { expect, test } from './cast.ts';
import { chart, coordinates } from './figures.ts';

test('a link keeps the filter, and going back takes it away', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?period=2021-2022');
  const { page } = operator;
  await expect(chart(operator, 'Wie chatte er?')).toContainText('7.240');
  await page.getByLabel('Van wie').selectOption({ label: 'Ouders' });
  await expect(page.locator('dd', { hasText: /^1\.433$/ })).toBeVisible();
  expect(new URL(page.url()).search).toBe('?line=clbchat&period=2021-2022&who=parent');
  await page.reload();
  await expect(page.getByLabel('Van wie')).toHaveValue('parent');
  await expect(page.locator('dd', { hasText: /^1\.433$/ })).toBeVisible();
  await page.goBack();
  await expect(page.locator('dd', { hasText: /^8\.813$/ })).toBeVisible();
  await page.getByLabel('Periode').selectOption({ label: 'Eigen datums' });
  await page.getByLabel('Van', { exact: true }).fill('2021-11-22');
  await page.getByLabel('Tot en met').fill('2021-12-08');
  await page.getByRole('button', { name: 'Toon', exact: true }).click();
  await operator.sees('Gesprekken van 22 november 2021 tot en met 8 december 2021.');
  await expect(page.locator('dd', { hasText: /^676$/ })).toBeVisible();
  const rows = page.getByRole('link', { name: 'Excel', exact: true });
  await expect(rows).toHaveAttribute('href', '/api/lines/clbchat/rows?from=2021-11-22&until=2021-12-08&language=nl&format=xlsx');
  for (const link of await page.getByRole('region', { name: 'Cijfers meenemen' }).getByRole('link').all()) {
    const answer = await page.request.get(new URL((await link.getAttribute('href')) ?? '', house.url).href);
    expect(answer.status(), await link.innerText()).toBe(200);
  }
});

test('what is counted says of which talks, on paper too', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?period=2021-2022&who=pupil&theme=pesten');
  await expect(operator.page.locator('header p')).toHaveText(/^Gesprekken van .* Alleen: Leerlingen · Pesten, cyberpesten\.$/);
  const months = chart(operator, 'Gesprekken per maand');
  await months.getByRole('button', { name: 'Hoe geteld?' }).click();
  await expect(months.getByText('Leerlingen · Pesten, cyberpesten')).toBeVisible();
});

test('a link with several themes says so in the filter', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?period=2021-2022&theme=pesten&theme=zelfverwonding');
  const theme = operator.page.getByLabel('Thema', { exact: true });
  await expect(theme.locator(':checked')).toHaveText(/^Pesten, cyberpesten of Zelfverwonding/);
  await theme.selectOption({ label: 'Pesten, cyberpesten' });
  await expect(operator.page).toHaveURL(/period=2021-2022&theme=pesten$/);
  await expect(theme.getByRole('option', { name: / of Zelfverwonding/ })).toHaveCount(0);
});

test('what the question and the filter offer comes after all when a request drops', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  const { page } = operator;
  let drops = 0;
  await page.route('**/terms/all', (route) => (drops++ ? route.continue() : route.abort()));
  await coordinates(operator, '/office/figures?period=2021-2022&about=pesten');
  await expect(page.getByLabel('Thema', { exact: true }).getByRole('option', { name: 'Pesten, cyberpesten' })).toBeAttached({ timeout: 15_000 });
  await operator.sees(/^In 2021-2022 gingen 373 gesprekken/);
  expect(drops).toBe(2);
});

test('the words of a question say with whom, and which year', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  house.hasYear('2022-2023');
  await coordinates(operator, '/office');
  const { page } = operator;
  const asks = async (question: string) => {
    await page.getByRole('combobox', { name: /^Zoek een thema/ }).fill(question);
    await page.keyboard.press('Enter');
  };
  await asks('Hoeveel ouders chatten in 2021-2022 over pesten?');
  await expect(page).toHaveURL(/\?line=clbchat&about=pesten&about_who=parent&about_year=2021-2022$/);
  await operator.sees(/^In 2021-2022 gingen \d+ gesprekken met ouders over ‘Pesten, cyberpesten’/);
  await page.getByRole('button', { name: 'Ander thema' }).click();
  await asks('hoe vaak met leerlingen in 2031-2032 over pesten');
  await operator.sees('Van 2031-2032 zijn er geen cijfers over dit thema.');
  await expect(page.getByLabel('Gesprekken met')).toHaveValue('pupil');
  await page.getByRole('button', { name: 'Ander thema' }).click();
  await asks('en vorig jaar over pesten?');
  await operator.sees(/^In 2022-2023 gingen 441 gesprekken met leerlingen over ‘Pesten, cyberpesten’/);
});

test('a link opens the line that it is of', async ({ operator, house }) => {
  house.addLine('pop', 'Pop-up', 'pia');
  const carla = house.addStaff('carla', ['--coordinator', 'clbchat', '--coordinator', 'pop']);
  const { page } = operator;
  await page.goto(`${house.url}/office/figures?line=pop&period=week`);
  await page.getByLabel('Gebruikersnaam').fill(carla.login);
  await page.getByLabel('Wachtwoord').fill(carla.password);
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  const line = page.getByRole('combobox', { name: 'Chatlijn', exact: true });
  await expect(line.locator(':checked')).toHaveText('Pop-up');
  await expect(page.getByLabel('Periode')).toHaveValue('week');
  await line.selectOption({ label: 'CLBch@t' });
  await expect(page).toHaveURL(/\?line=clbchat&period=week$/);
});

test('nothing yet, nothing there and no connection are said', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator);
  await operator.sees('Over deze periode is er nog niets te tellen. Er zijn wel cijfers van 2021-2022.');
  await operator.isAccessible();
  await operator.page.getByRole('button', { name: 'Toon 2021-2022' }).click();
  await expect(operator.page.locator('dd', { hasText: /^8\.813$/ })).toBeVisible();
  await operator.page.context().setOffline(true);
  await operator.page.getByLabel('Van wie').selectOption({ label: 'Leerlingen' });
  await operator.sees(/Geen verbinding|lukt nu niet|niet bereik/);
  await operator.page.context().setOffline(false);
  await expect(operator.page.locator('dd', { hasText: /^7\.240$/ })).toBeVisible();
});

test('a link that asks for what is not there says so', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?period=2051-2052&theme=geen_thema');
  await operator.sees('Wat je vraagt, bestaat niet. Kijk de link of de filter na.');
  await expect(operator.page.getByLabel('Periode').locator(':checked')).toHaveText('Schooljaar 2051-2052');
  await expect(operator.page.getByLabel('Thema', { exact: true }).locator(':checked')).toHaveText('geen_thema');
  await operator.page.getByRole('button', { name: 'Filter wissen' }).click();
  await operator.sees('Over deze periode is er nog niets te tellen.');
});

test('a period over the change of what counts has both definitions', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  house.hasYear('2022-2023');
  await coordinates(operator, '/office/figures?from=2022-06-01&until=2022-10-31');
  const who = chart(operator, 'Wie chatte er?');
  await who.getByRole('button', { name: 'Hoe geteld?' }).click();
  await expect(who.getByText(/^talks_by_who, versie 1, gold tot en met 31 augustus 2022: .* die afgelopen is\.$/)).toBeVisible();
  await expect(who.getByText(/^talks_by_who, versie 2, geldt sinds 1 september 2022: .* schreef\.$/)).toBeVisible();
});

test('what is too small to show is one line, with why', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?from=2022-01-05&until=2022-01-05&theme=pesten');
  await operator.sees(/^De aantallen zijn te klein om te tonen: Wie chatte er\? · Gender van de leerlingen/);
  await expect(chart(operator, 'Gesprekken per maand').locator('svg')).toBeVisible();
  await expect(chart(operator, 'Wie chatte er?')).toHaveCount(0);
});
