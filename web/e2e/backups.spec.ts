import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './cast.ts';
import { program } from './house.ts';
import type { Operator } from './people.ts';

const shots = process.env.SHOTS;
const folder = mkdtempSync(join(tmpdir(), 'onthaal-e2e-backups-'));
const [dir, secret, open] = ['kept', 'secret', 'public'].map((name) => join(folder, name)) as [string, string, string];

test.beforeAll(() => {
  mkdirSync(dir);
  expect(spawnSync(program, ['backup', 'key', '--secret', secret, '--public', open]).status).toBe(0);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

async function coordinates(one: Operator): Promise<void> {
  await one.page.goto(`${one.house.url}/office`);
  await one.page.getByLabel('Gebruikersnaam').fill('greet');
  await one.page.getByLabel('Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await one.page.getByRole('button', { name: 'Inloggen' }).click();
  await one.sees('De chatlijn is');
}
async function looks(one: Operator): Promise<void> {
  await one.page.getByRole('link', { name: 'Wat we bewaren', exact: true }).click();
  await expect(one.page.getByRole('heading', { name: 'Back-ups' })).toBeVisible();
}

test.describe('where all is well', () => {
  test.use({ settings: { 'backup.dir': dir, 'backup.to': open, 'backup.every_hours': '6' } });
  test('Greet reads when the last good backup was', async ({ operator }) => {
    await coordinates(operator);
    await expect(async () => {
      await operator.page.reload();
      await looks(operator);
      await expect(operator.page.getByText(/De laatste goede: .+ \(.+ MB\)\./)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await operator.sees('Om de 6 uur maakt de server er een.');
    await operator.isAccessible();
    if (!shots) return;
    const panel = operator.page.getByRole('region', { name: 'Back-ups' });
    await panel.scrollIntoViewIfNeeded();
    await operator.page.screenshot({ path: `${shots}/backups.png` });
    await operator.page.setViewportSize({ width: 390, height: 844 });
    await panel.scrollIntoViewIfNeeded();
    await operator.page.screenshot({ path: `${shots}/backups-phone.png` });
  });
});

test.describe('where the disk with backups is gone', () => {
  test.use({ settings: { 'backup.dir': join(folder, 'gone'), 'backup.to': open, 'backup.every_hours': '6' } });
  test('every page of the office says so', async ({ operator }) => {
    await coordinates(operator);
    await expect(async () => {
      await operator.page.reload();
      await expect(operator.page.getByText('de map voor de back-ups was er niet')).toBeVisible({ timeout: 2000 });
    }).toPass();
    if (shots) await operator.page.screenshot({ path: `${shots}/backups-alarm.png` });
    await operator.isAccessible();
    await looks(operator);
    await expect(operator.page.getByText('de map voor de back-ups was er niet')).toHaveCount(1);
  });
});
