// Where themes belong in somebody else's statistics: chosen by a coordinator, and counted.
import { expect, test } from './cast.ts';

for (const [name, viewport] of [['phone', { width: 390, height: 844 }], ['desktop', { width: 1440, height: 900 }]] as const)
  test(`a coordinator changes where bullying belongs, and the year is counted with it: ${name}`, async ({ anotherOperator, house }) => {
    test.slow();
    house.hasYear('2021-2022');
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
    await greet.page.getByLabel('Schooljaar').selectOption({ label: '2021-2022' });
    const reasons = greet.page.getByRole('article', { name: 'Redenen per categorie' });
    await expect(reasons.getByRole('row', { name: new RegExp(`Violence ${other} \\d`) })).toBeVisible();
    await expect(reasons.getByRole('row', { name: new RegExp(`Violence ${before} \\d`) })).toHaveCount(0);
    await greet.isAccessible();
  });

test('who saves after somebody else loses nothing, and sees what differs', async ({ anotherOperator, house }) => {
  const password = house.staff.find(({ login }) => login === 'greet')?.password ?? '';
  const open = async () => {
    const greet = await anotherOperator();
    const counted: string[] = [];
    greet.page.on('request', (request) => {
      if (request.url().includes('/crosswalks/chi/figures')) counted.push(request.url());
    });
    await greet.page.goto(house.url + '/office/figures/crosswalk');
    await greet.page.getByLabel('Gebruikersnaam').fill('greet');
    await greet.page.getByLabel('Wachtwoord').fill(password);
    await greet.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    await greet.sees(/^Geteld met versie/);
    expect(counted, 'asked for once').toHaveLength(1);
    return greet;
  };
  const [first, second] = [await open(), await open()];
  const choose = (who: typeof first, theme: string, category: string) => who.page.getByLabel(theme).selectOption({ label: category });
  const save = (who: typeof first) => who.page.getByRole('button', { name: /^Bewaar als versie/ }).click();
  await choose(second, 'Depressie', 'Concerns about the self');
  await choose(first, 'Pesten, cyberpesten', 'Cyberbullying');
  await save(first);
  await first.sees(/^Bewaard als versie \d+\./);
  await save(second);
  await second.sees(/^Iemand anders bewaarde intussen een versie\./);
  const differences = second.page.getByRole('region', { name: /^Wat er veranderde in versie \d+$/ });
  await expect(differences.getByRole('row', { name: 'Pesten, cyberpesten Violence · Bullying Violence · Cyberbullying hetzelfde' })).toBeVisible();
  await expect(second.page.getByLabel('Depressie')).toHaveValue(/Concerns about the self$/);
  await second.sees('1 gewijzigd, nog niet bewaard.');
  await second.isAccessible();
  await save(second);
  await second.sees(/^Bewaard als versie \d+\./);
  await expect(second.page.getByLabel('Pesten, cyberpesten')).toHaveValue(/Cyberbullying$/);

  await choose(second, 'Depressie', 'Behavioural problems');
  await save(second);
  await second.sees(/^Bewaard als versie 4\./);
  await choose(second, 'Depressie', 'Concerns about the self');
  await save(second);
  await second.sees(/^Bewaard als versie 5\./);
  await second.page.getByRole('button', { name: 'Neem versie 3 over' }).click();
  await second.sees('Versie 3 is dezelfde als wat nu geldt. Je hoeft niets te bewaren.');
});
