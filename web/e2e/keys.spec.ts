import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './cast.ts';
import { program } from './house.ts';
import type { Operator } from './people.ts';

const folder = mkdtempSync(join(tmpdir(), 'onthaal-e2e-keys-'));
const [dir, secret, open] = ['kept', 'secret', 'public'].map((name) => join(folder, name)) as [string, string, string];

test.beforeAll(() => {
  mkdirSync(dir);
  expect(spawnSync(program, ['backup', 'key', '--secret', secret, '--public', open]).status).toBe(0);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

async function looks(one: Operator): Promise<void> {
  await one.page.goto(`${one.house.url}/office/retention`);
  await one.page.getByLabel('Gebruikersnaam').fill('greet');
  await one.page.getByLabel('Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await one.page.getByRole('button', { name: 'Inloggen' }).click();
  await one.sees('De hoofdsleutel is in gebruik sinds');
}

test('Greet reads that there is no copy of the keys before they are lost', async ({ operator }) => {
  await looks(operator);
  await operator.sees('Er is geen reservekopie van de sleutels.');
  await operator.isAccessible();
});

test.describe('where the server writes copies', () => {
  test.use({ settings: { 'keys.escrow_to': open, 'keys.escrow_dir': dir } });
  test('Greet reads until when the last one serves', async ({ operator }) => {
    await looks(operator);
    await expect(async () => {
      await operator.page.reload();
      await expect(operator.page.getByText(/De laatste reservekopie .+ dient tot de volgende vervanging/)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(operator.page.getByText('Er is geen reservekopie')).toHaveCount(0);
    await operator.isAccessible();
  });
});
