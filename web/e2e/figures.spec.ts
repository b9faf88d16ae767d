// The figures of a line, on its two synthetic school years: what a coordinator finds out, and how.
import { expect, test } from './cast.ts';
import { chart, coordinates } from './figures.ts';

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };

for (const [name, viewport] of [['phone', phone], ['desktop', desktop]] as const) {
  test.describe(name, () => {
    test('a stranger finds out how often it was about bullying, and whether that is more', async ({ anotherOperator, house }) => {
      house.hasYear('2021-2022');
      house.hasYear('2022-2023');
      const greet = await anotherOperator({ viewport });
      await coordinates(greet, '/office');
      // From here on by keyboard. The first page asks already.
      await greet.page.getByRole('combobox', { name: /^Zoek een thema/ }).focus();
      await greet.page.keyboard.type('pest');
      await greet.page.keyboard.press('Enter');
      await expect(greet.page).toHaveURL(/\/office\/figures\?line=clbchat&about=pesten/);
      await greet.sees(/In 2022-2023 gingen 441 gesprekken met leerlingen over ‘Pesten, cyberpesten’: 6,5\s% van de 6\.82\d/);
      await greet.sees(/^Ja, dat is meer: 68 gesprekken meer/);
      await greet.sees(/Het jaar ervoor \(2021-2022\) waren dat er 373: 5,\d\s% van 6\.\d{3}\./);
      await greet.sees('op 1 september 2022 veranderde wat als gesprek telt');
      const years = greet.page.getByRole('region', { name: 'Vraag het over een thema' }).getByRole('article');
      await years.getByRole('button', { name: 'Als tabel' }).click();
      await expect(years.getByRole('row', { name: /^2022-2023 441 6\.82\d 6,4/ })).toBeVisible();
      await years.getByRole('button', { name: 'Hoe geteld?' }).click();
      // By the one of then, and by the one of now.
      await expect(years.getByText(/^theme_by_year, versie [12]/)).toHaveCount(2);
      await greet.isAccessible();
      await greet.page.getByRole('button', { name: 'Ander thema' }).press('Enter');
      await expect(greet.page.getByRole('combobox', { name: /^Zoek een thema/ })).toBeFocused();
      // A whole question will do.
      await greet.page.keyboard.type('hoeveel leerlingen spraken vorig jaar over pesten?');
      await greet.page.keyboard.press('Enter');
      await expect(greet.page.locator('b', { hasText: 'Pesten, cyberpesten' })).toBeFocused();
      await greet.page.getByRole('link', { name: 'Dit thema door de jaren' }).click();
      await expect(greet.page.getByRole('heading', { level: 1, name: 'Thema’s door de jaren' })).toBeVisible();
      await expect(chart(greet, 'Een thema door de jaren heen')).toContainText('441');
      await greet.page.goBack();
      await greet.sees(/^Ja, dat is meer/);
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`all figures of a year are accessible, ${colorScheme}`, async ({ anotherOperator, house }) => {
        test.slow();
        house.hasYear('2021-2022');
        const greet = await anotherOperator({ viewport, colorScheme });
        await coordinates(greet, '/office/figures?period=2021-2022');
        await greet.sees('8.813');
        await expect(chart(greet, 'Waarover ging het?').locator('svg').first()).toBeVisible();
        await greet.isAccessible();
        const wider = () => greet.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(await wider()).toBeLessThanOrEqual(0);
        for (const button of await greet.page.getByRole('button', { name: 'Als tabel' }).all()) await button.click();
        for (const button of await greet.page.getByRole('button', { name: 'Hoe geteld?' }).all()) await button.click();
        await greet.isAccessible();
        expect(await wider()).toBeLessThanOrEqual(0);
      });
    }
  });
}

test('a chart is a table too, by keyboard, and says how it was counted', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?period=2021-2022');
  const themes = chart(operator, 'Waarover ging het?');
  await expect(themes.locator('svg').first()).toBeVisible();
  // Who listens has the table already.
  await expect(themes.getByRole('table')).toHaveAccessibleName(/^Waarover ging het\? Leerlingen/);
  const button = themes.getByRole('button', { name: 'Als tabel' });
  await button.focus();
  await operator.page.keyboard.press('Space');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(button).toBeFocused();
  await expect(themes.locator('svg')).toHaveCount(0);
  const bullying = themes.getByRole('row', { name: /^Pesten, cyberpesten leerlingen/ });
  await expect(bullying.getByRole('rowheader')).toHaveText('Pesten, cyberpesten');
  await expect(bullying).toContainText('373');
  await operator.page.keyboard.press('Tab');
  await operator.page.keyboard.press('Enter');
  await expect(themes.getByText('minstens een thema genoteerd')).toBeVisible();
  await expect(themes.getByText(/themes, versie \d|talk, versie \d/)).toBeVisible();
  await button.press('Enter');
  await expect(themes.locator('svg').first()).toBeVisible();
});

test('a narrow phone shows every page of figures whole', async ({ anotherOperator, house }) => {
  test.slow();
  house.hasYear('2021-2022');
  const greet = await anotherOperator({ viewport: { width: 320, height: 700 } });
  // A line's own theme may be one long word.
  await greet.page.route('**/terms/all', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('Pesten, cyberpesten', 'cyberpesten'.repeat(6)) });
  });
  await coordinates(greet, '/office/figures?period=2021-2022&about=pesten');
  for (const [path, text] of [
    ['/office/figures?period=2021-2022&about=pesten', 'Ander thema'],
    ['/office/figures/themes?period=2021-2022&theme=pesten&theme=zelfverwonding', 'Binnen deze gesprekken'],
    ['/office/figures/crosswalk', /^Geteld met versie/],
    ['/office/reports/annual?year=2021-2022', 'Definities en aantallen'],
  ] as const) {
    await greet.page.goto(house.url + path);
    await greet.sees(text);
    const wide = await greet.page.evaluate(() =>
      [...document.querySelectorAll('main, main *')]
        .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.hush, .scroll, svg, [aria-hidden]'))
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(wide, path).toEqual([]);
  }
});

test('a window of days is crossed with themes', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  const covid = ['covid_medisch', 'covid_psf', 'vaccinatie_covid'].map((code) => `&theme=${code}`).join('');
  await coordinates(operator, `/office/figures/themes?from=2021-11-22&until=2021-12-08${covid}`);
  const window = chart(operator, 'De gekozen thema’s in deze periode');
  await expect(window).toContainText('90 van 676');
  await window.getByRole('button', { name: 'Als tabel' }).click();
  const says = async (row: RegExp, text: string) => expect(window.getByRole('row', { name: row })).toContainText(text);
  await says(/^gesprekken leerlingen/, '22');
  await says(/^gesprekken ouders/, '68');
  await expect(window.getByRole('columnheader', { name: 'Waarde' })).toBeVisible();
  await says(/^gemiddelde leeftijd .*leerlingen/, '15,6 jaar');
  await says(/^gemiddelde duur iedereen/, '12,2 min');
  await says(/^gemiddelde sterren iedereen/, '4,23');
});

test('what is printed is whole', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?period=2021-2022');
  await expect(chart(operator, 'Waarover ging het?').locator('svg').first()).toBeVisible();
  await operator.page.setViewportSize({ width: 700, height: 1000 });
  await operator.page.emulateMedia({ media: 'print' });
  await expect(operator.page.getByRole('banner')).toBeHidden();
  await expect(operator.page.getByRole('navigation')).toHaveCount(0);
  const cut = () => operator.page.evaluate(() =>
    [...document.querySelectorAll('main, main *')].filter((one) => {
      const { right } = one.getBoundingClientRect();
      const scrolls = getComputedStyle(one).overflow !== 'visible' && !one.closest('.hush') && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 0;
      return scrolls || (right > innerWidth + 1 && !one.closest('.hush'));
    }).map((one) => one.outerHTML.slice(0, 120)),
  );
  expect(await cut()).toEqual([]);
  await operator.page.emulateMedia({ media: 'screen' });
  for (const asTable of await operator.page.getByRole('button', { name: 'Als tabel' }).all()) await asTable.click();
  await operator.page.emulateMedia({ media: 'print' });
  expect(await cut()).toEqual([]);
});

test('the page of themes has all its tables from one answer, and says once that the definition changed', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  house.hasYear('2022-2023');
  const asked: (string | null)[] = [];
  operator.page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/figures') && searchParams.has('theme')) asked.push(searchParams.get('tables'));
  });
  await coordinates(operator, '/office/figures/themes?period=2022-2023&theme=pesten');
  await expect(chart(operator, 'Een thema door de jaren heen')).toContainText('441');
  expect(asked).toEqual([expect.stringMatching(/^theme_by_year,theme_window,/)]);
  await expect(operator.page.getByText('veranderde wat er telt')).toHaveCount(1);
  await operator.page.goto(`${house.url}/office/figures?period=2022-2023`);
  await expect(chart(operator, 'Gesprekken per schooljaar')).toBeVisible();
  await expect(operator.page.getByText('veranderde wat er telt')).toHaveCount(1);
  const months = chart(operator, 'Gesprekken per maand');
  await months.getByRole('button', { name: 'Hoe geteld?' }).click();
  await expect(months.getByText(/versie 1[:,]/)).toHaveCount(1);
  await operator.page.goto(`${house.url}/office/reports/annual?year=2022-2023`);
  await expect(operator.page.getByRole('heading', { name: 'In één oogopslag' })).toBeVisible();
  await expect(operator.page.getByText('veranderde wat er telt')).toHaveCount(1);
});

test('a double click takes one file', async ({ operator, house }) => {
  house.hasYear('2021-2022');
  await coordinates(operator, '/office/figures?period=2021-2022');
  let downloads = 0;
  operator.page.on('download', () => ++downloads);
  await operator.page.getByRole('link', { name: 'JSON-regels' }).dblclick();
  await expect.poll(() => downloads).toBe(1);
  await operator.page.waitForTimeout(500);
  expect(downloads).toBe(1);
});
