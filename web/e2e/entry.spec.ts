import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { public_http as publicHttp } from '../../tests/support/ports.ts';
import { client, RealProvider } from '../../tests/support/providers.ts';
import { expect, test } from './cast.ts';
import { House } from './house.ts';
import type { Operator } from './people.ts';

const sizes: BrowserContextOptions[] = [{ viewport: { width: 390, height: 844 } }, { viewport: { width: 1440, height: 900 } }];

async function isAccessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}
async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext({ locale: 'nl-BE', timezoneId: 'Europe/Brussels', ...options })).newPage();
}
async function isShot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
}

async function opensTeam({ page, house }: Operator): Promise<void> {
  await page.goto(`${house.url}/office/team`);
  await page.getByLabel('Gebruikersnaam').fill('greet');
  await page.getByLabel('Wachtwoord').fill(house.staff.find(({ login }) => login === 'greet')!.password);
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
}

test('who is invited chooses a name and a password, lands on the desk, and keeps the own address', async ({
  operator: greet,
  browser,
  house,
}) => {
  await opensTeam(greet);
  await greet.page.getByRole('button', { name: 'Uitnodigen' }).click();
  await greet.page.getByLabel('Mailadres').fill('mia@clb.example');
  await greet.page.getByLabel('Naam', { exact: true }).fill('Mia Maes');
  await greet.page.getByLabel('Schuilnaam').fill('Mia');
  await isShot(greet.page, 'invite');
  await greet.isAccessible();
  await greet.page.getByRole('button', { name: 'Iemand toevoegen' }).click();
  await greet.sees('nog niet bewaard');
  await greet.page.getByRole('button', { name: 'Nee, hier blijven' }).click();
  await greet.page.getByRole('button', { name: 'Link maken' }).click();
  await greet.sees('De link voor Mia Maes');
  await greet.page.getByRole('button', { name: 'Klaar' }).click();
  let renewals = 0;
  greet.page.on('request', (request) => (renewals += Number(request.url().endsWith('/renewal'))));
  await greet.page.getByRole('button', { name: 'Nieuwe link' }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  const link = await greet.page.locator('code').innerText();
  expect(renewals).toBe(1);
  await greet.isAccessible();
  await isShot(greet.page, 'invited');

  for (const size of sizes) {
    const page = await newPage(browser, size);
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Welkom, Mia Maes' })).toBeVisible();
    if (size === sizes[0]) await isAccessible(page);
    await isShot(page, `invitation-${size.viewport!.width}`);
    await page.goto(`${house.url}/welcome`);
    await expect(page.getByRole('heading', { name: 'Wachtwoord vergeten' })).toBeVisible();
    await expect(page.getByText('Van hier gaat geen mail uit. Vraag een nieuw wachtwoord aan je coördinator.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stuur de link' })).toHaveCount(0);
    if (size === sizes[0]) await isAccessible(page);
    await isShot(page, `forgotten-${size.viewport!.width}`);
    await page.context().close();
  }
  const page = await newPage(browser);
  await page.goto(link);
  await page.getByLabel('Gebruikersnaam').fill('mia');
  await page.getByLabel('Wachtwoord').fill('wachtwoord12');
  await page.getByRole('button', { name: 'Account maken' }).click();
  await expect(page.getByText('te makkelijk te raden')).toBeVisible();
  await isAccessible(page);
  await page.getByLabel('Wachtwoord').fill('vier koele kikkers');
  await page.getByRole('button', { name: 'Account maken' }).click();
  await expect(page.getByRole('button', { name: 'Ga online' })).toBeVisible();
  expect(page.url()).toBe(`${house.url}/desk`);

  await page.goto(`${house.url}/account`);
  const own = page.getByRole('textbox', { name: 'Je mailadres' });
  await expect(own).toHaveValue('mia@clb.example');
  await expect(own).toHaveAccessibleDescription(/Van hier gaat geen mail uit/);
  await own.fill('mia');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Dit is geen mailadres.')).toBeVisible();
  await isAccessible(page);
  for (const size of sizes) {
    await page.setViewportSize(size.viewport!);
    await isShot(page, `account-${size.viewport!.width}`);
  }
  await own.fill(' mia@clb.example');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByText('Je mailadres is bewaard.')).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Deze uitnodiging werkt niet meer' })).toBeVisible();
  await page.context().close();
});

test('who leaves is out at once', async ({ operator: greet, anotherOperator }) => {
  const jef = await anotherOperator();
  await jef.logsIn('jef');
  await expect(jef.page.getByRole('button', { name: 'Ga online' })).toBeVisible();
  await opensTeam(greet);
  await greet.page.getByRole('button', { name: 'Wijzig Jef' }).click();
  await greet.page.getByRole('button', { name: 'Uit dienst' }).click();
  await isShot(greet.page, 'departure');
  await greet.isAccessible();
  await greet.page.getByRole('button', { name: 'Ja, Jef gaat uit dienst' }).click();
  await expect(jef.page.getByRole('button', { name: 'Inloggen' })).toBeVisible();
  await greet.sees('Jef is uit dienst');
  await expect(greet.page.getByRole('row', { name: /Jef/ })).toHaveCount(0);
  await expect(greet.page.getByRole('heading', { name: 'Team' })).toBeFocused();
});

test('where the invitations did not load nothing is said of mail', async ({ operator: greet }) => {
  await greet.page.route('**/invitations', (route) => route.abort());
  await opensTeam(greet);
  await expect(greet.page.getByRole('button', { name: 'Opnieuw proberen' })).toBeVisible();
  await greet.page.getByRole('button', { name: 'Uitnodigen' }).click();
  await expect(greet.page.getByLabel('Mailadres')).toBeVisible();
  await expect(greet.page.getByText('Deze server stuurt geen mail')).toHaveCount(0);
  await greet.page.getByRole('button', { name: 'Annuleren' }).click();
  await greet.page.unrouteAll();
  await greet.page.getByRole('button', { name: 'Opnieuw proberen' }).click();
  await greet.page.getByRole('button', { name: 'Uitnodigen' }).click();
  await greet.sees('Deze server stuurt geen mail');
});

test('single sign-on goes to the provider and back to the desk, in the tab where it began', async ({ browser }) => {
  const { port, public_url: url } = await publicHttp();
  const provider = await RealProvider.start(`${url}/welcome`, {
    client_secret: client.secret,
    token_endpoint_auth_method: 'client_secret_basic',
  });
  provider.person = { sub: 'lotte', name: 'Lotte Peeters', given_name: 'Lotte', groups: ['team'] };
  const house = await House.open(
    {
      'http.port': String(port),
      'http.public_url': url,
      'oidc.issuer': provider.issuer,
      'oidc.name': 'Het Huis',
      'oidc.client_id': client.id,
      'oidc.client_secret': client.secret,
      'oidc.rules': 'groups contains team => operator clbchat',
    },
    false,
  );
  try {
    const page = await newPage(browser);
    let back = '';
    page.on('request', (request) => {
      if (request.url().startsWith(`${url}/welcome?`)) back = request.url();
    });
    await page.goto(`${url}/desk`);
    await expect(page.getByRole('button', { name: 'Aanmelden met Het Huis' })).toBeVisible();
    await isAccessible(page);
    await isShot(page, 'log-in');
    await page.getByRole('button', { name: 'Aanmelden met Het Huis' }).click();
    await expect(page.getByRole('button', { name: 'Ga online' })).toBeVisible();
    expect(page.url()).toBe(`${url}/desk`);
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === '__Host-onthaal');
    expect([cookie?.sameSite, cookie?.httpOnly, cookie?.secure]).toEqual(['Strict', true, true]);

    const other = await newPage(browser);
    await other.goto(back);
    await expect(other.getByText('Dit duurde te lang, of het begon in een ander tabblad')).toBeVisible();
    await isAccessible(other);
    expect(other.url()).toBe(`${url}/welcome`);

    await page.goto(`${url}/account`);
    await page.getByRole('button', { name: 'Uitloggen', exact: true }).click();
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await expect(page.getByRole('button', { name: 'Aanmelden met Het Huis' })).toBeVisible();
    expect(page.url()).toBe(`${url}/desk`);
  } finally {
    await house.close();
    await provider.stop();
  }
});
