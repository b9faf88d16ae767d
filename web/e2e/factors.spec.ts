import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { code_of as codeOf } from '../../tests/support/authenticator.ts';
import { House } from './house.ts';
import { Watch } from './people.ts';

// A browser with an authenticator in it that says yes by itself.
async function withAuthenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

async function logsIn(page: Page, house: House, login: string): Promise<void> {
  await page.getByLabel('Gebruikersnaam').fill(login);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(house.staff.find((each) => each.login === login)!.password);
  await page.getByRole('button', { name: 'Inloggen' }).click();
}

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
for (const [name, viewport] of Object.entries(sizes)) {
  test.describe(`on a ${name}`, () => {
    test.use({ viewport });
    let house: House;
    test.beforeEach(async () => {
      house = await House.open({ 'staff.second_factor': 'coordinators' }, false);
    });
    test.afterEach(() => house.close());

    test('a coordinator sets up an app after the password, comes back with a code, then with a passkey alone', async ({ page }) => {
      const watch = new Watch(page, house);
      await withAuthenticator(page);
      await page.goto(`${house.url}/account`);
      await logsIn(page, house, 'greet');
      await expect(page.getByRole('heading', { name: 'Beveilig je account' })).toBeFocused();
      await page.getByRole('button', { name: 'Een app met codes' }).click();
      const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
      await page.getByLabel('Code van zes cijfers').fill('000000');
      await page.getByRole('button', { name: 'Bevestigen' }).click();
      await expect(page.getByRole('alert')).toContainText('Deze code klopt niet');
      await page.getByLabel('Code van zes cijfers').fill(codeOf(secret));
      await page.getByRole('button', { name: 'Bevestigen' }).click();
      await expect(page.getByRole('heading', { name: 'Je herstelcodes' })).toBeFocused();
      await expect(page.getByRole('listitem')).toHaveCount(10);
      const recovery = await page.getByRole('listitem').first().innerText();
      await page.getByRole('button', { name: 'Ik heb ze bewaard' }).click();
      await expect(page.getByRole('heading', { name: 'Mijn account' })).toBeVisible();

      await page.getByRole('button', { name: 'Passkey toevoegen' }).click();
      await expect(page.getByRole('heading', { name: 'Passkey toevoegen' })).toBeFocused();
      await page.getByLabel('Naam').fill('Laptop');
      await page.getByRole('button', { name: 'Passkey maken' }).click();
      await expect(page.getByText('Passkey: Laptop')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Inloggen in twee stappen' })).toBeFocused();
      await page.getByRole('button', { name: 'Passkey toevoegen' }).click();
      await page.getByRole('button', { name: 'Passkey maken' }).click();
      await expect(page.getByRole('alert')).toContainText('je hebt deze al');
      await page.getByRole('button', { name: 'Uitloggen', exact: true }).first().click();

      await logsIn(page, house, 'greet');
      await page.getByLabel('Code', { exact: true }).fill(recovery);
      await page.getByRole('button', { name: 'Verder' }).click();
      await expect(page.getByText('Nog 9 over')).toBeVisible();
      await page.getByRole('button', { name: 'Uitloggen', exact: true }).first().click();

      await page.getByRole('button', { name: 'Met een passkey' }).click();
      await expect(page.getByText('laatst gebruikt op')).toBeVisible();
      expect(watch.wrong).toEqual([]);
    });

    test('an operator changes the password and ends the other session', async ({ page, browser }) => {
      const other = await (await browser.newContext({ locale: 'nl-BE' })).newPage();
      await other.goto(`${house.url}/account`);
      await logsIn(other, house, 'noor');
      await expect(other.getByRole('heading', { name: 'Mijn account' })).toBeVisible();
      await page.goto(`${house.url}/account`);
      await logsIn(page, house, 'noor');
      await expect(page.getByText('Chrome op een computer')).toHaveCount(2);
      await page.getByRole('listitem').getByRole('button', { name: 'Uitloggen' }).click();
      await expect(page.getByText('Die sessie is beëindigd.')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Waar je ingelogd bent' })).toBeFocused();
      await expect(page.getByText('Chrome op een computer')).toHaveCount(1);

      const old = house.staff.find(({ login }) => login === 'noor')!.password;
      const change = page.getByRole('button', { name: 'Wachtwoord wijzigen' });
      await page.getByLabel('Huidig wachtwoord').fill('niet het mijne');
      await page.getByLabel('Nieuw wachtwoord').fill('wachtwoord2026');
      await change.click();
      await expect(page.getByText('te makkelijk te raden')).toBeVisible();
      await page.getByLabel('Nieuw wachtwoord').fill('paarse olifant danst');
      await change.click();
      await expect(page.getByText('Dit wachtwoord klopt niet.')).toBeVisible();
      await page.getByLabel('Huidig wachtwoord').fill(old);
      await change.click();
      await expect(page.getByText('Je wachtwoord is gewijzigd.')).toBeVisible();
      await other.reload();
      await expect(other.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
      await other.context().close();
    });
  });
}

test('a password of too long ago is asked again; where the session is over meanwhile, the page says so', async ({ page, browser }) => {
  const house = await House.open({ 'clock.speed': '60' }, false);
  try {
    await page.goto(`${house.url}/account`);
    await logsIn(page, house, 'noor');
    const title = page.getByRole('heading', { name: 'Inloggen in twee stappen' });
    const password = page.getByLabel('Je wachtwoord, om hier iets te veranderen');
    await expect(async () => {
      if (await password.isVisible()) return;
      // What is there may be gone by the time it is pressed: the page has just heard that the password is asked.
      const soon = { timeout: 1_000 };
      await page.getByRole('button', { name: 'Instellen' }).click(soon);
      await expect(page.getByRole('heading', { name: 'App met codes' }).or(password)).toBeVisible();
      const other = page.getByRole('button', { name: 'Iets anders kiezen' });
      if (await other.isVisible()) await other.click(soon);
      await expect(title).toBeFocused();
      await expect(password).toBeVisible({ timeout: 100 });
    }).toPass();

    const elsewhere = await (await browser.newContext({ locale: 'nl-BE' })).newPage();
    await elsewhere.goto(`${house.url}/account`);
    await logsIn(elsewhere, house, 'noor');
    await elsewhere.getByRole('listitem').getByRole('button', { name: 'Uitloggen' }).click();
    await expect(elsewhere.getByText('Die sessie is beëindigd.')).toBeVisible();
    await elsewhere.context().close();
    await password.fill(house.staff.find(({ login }) => login === 'noor')!.password);
    await page.getByRole('button', { name: 'Bevestigen' }).click();
    await expect(page.getByRole('heading', { name: 'Inloggen', exact: true })).toBeVisible();
  } finally {
    await house.close();
  }
});

test('what did not load is asked again', async ({ page }) => {
  const house = await House.open({}, false);
  try {
    await page.route(/account\/(factors|sessions)|session\/email/, (route) => route.abort());
    await page.goto(`${house.url}/account`);
    await logsIn(page, house, 'noor');
    await expect(page.getByText('De server is niet bereikbaar')).toHaveCount(3);
    await page.unrouteAll();
    for (const left of [3, 2, 1]) {
      await expect(page.getByRole('button', { name: 'Opnieuw proberen' })).toHaveCount(left);
      await page.getByRole('button', { name: 'Opnieuw proberen' }).first().click();
    }
    await expect(page.getByText('De server is niet bereikbaar')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Instellen' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Je mailadres' })).toBeVisible();
    await expect(page.getByText('Chrome op een computer')).toBeVisible();
  } finally {
    await house.close();
  }
});
