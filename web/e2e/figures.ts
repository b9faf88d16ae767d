import type { Operator } from './people.ts';

// Logs in as the coordinator, on a page of figures.
export async function coordinates(one: Operator, path = '/office/figures'): Promise<void> {
  await one.page.goto(one.house.url + path);
  await one.page.getByLabel('Gebruikersnaam').fill('greet');
  await one.page.getByLabel('Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await one.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  await one.sees('De chatlijn is');
}
export const chart = (one: Operator, name: string) => one.page.getByRole('article', { name });
