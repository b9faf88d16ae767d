// Where themes belong in somebody else's statistics: chosen by a coordinator, and counted.
import { expect, test } from './cast.ts';

for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['desktop', { width: 1440, height: 900 }]] as const)
  test(`a coordinator changes where bullying belongs, and the year is counted with it: ${name}`, async ({ anotherOperator, house }) => {
    house.hasYear('2022-2023');
    const greet = await anotherOperator({ viewport });
    await greet.page.goto(house.url + '/office/figures/crosswalk');
    await greet.page.getByLabel('Gebruikersnaam').fill('greet');
    await greet.page.getByLabel('Wachtwoord').fill(house.staff.find(({ login }) => login === 'greet')?.password ?? '');
    await greet.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    const theme = greet.page.getByLabel('Pesten, cyberpesten');
    const before = await theme.locator('option:checked').textContent();
    const other = before === 'Bullying' ? 'Cyberbullying' : 'Bullying';
    await theme.selectOption({ label: other });
    await greet.sees('1 gewijzigd, nog niet bewaard.');
    await greet.isAccessible();
    await greet.page.getByRole('button', { name: /^Bewaar als versie/ }).click();
    await greet.sees(/^Bewaard als versie \d+\./);
    await greet.page.getByLabel('Schooljaar').selectOption({ label: '2022-2023' });
    const reasons = greet.page.getByRole('article', { name: 'Redenen per categorie' });
    await expect(reasons.getByRole('row', { name: new RegExp(`Violence ${other} \\d`) })).toBeVisible();
    await expect(reasons.getByRole('row', { name: new RegExp(`Violence ${before} \\d`) })).toHaveCount(0);
    await greet.isAccessible();
  });
