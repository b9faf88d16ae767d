// The report is in Dutch; the office around it is in the language that was chosen.
import { expect, test } from './cast.ts';

test('the report is in Dutch in an English office', async ({ operator: greet, house }) => {
  house.hasYear('2021-2022');
  const { page } = greet;
  await page.addInitScript(() => localStorage.setItem('onthaal.language', 'en'));
  await page.goto(`${house.url}/office/reports/annual?year=2021-2022`);
  await page.getByLabel('User name').fill('greet');
  await page.getByLabel('Password').fill(house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await greet.sees('Van 1 september 2021 tot en met 31 augustus 2022');
  await expect(page.getByRole('heading', { level: 1, name: 'Annual report 2021-2022' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const months = page.getByRole('article', { name: 'Gesprekken per maand' });
  await expect(months.locator('svg')).toContainText('mrt');
  await expect(months.getByRole('button', { name: 'Als tabel' })).toBeVisible();
  await page.getByRole('link', { name: 'Figures', exact: true }).click();
  await page.getByLabel('Period').selectOption({ label: 'School year 2021-2022' });
  await expect(page.getByRole('article', { name: 'Conversations by month' }).locator('svg')).toContainText('Mar');
});
