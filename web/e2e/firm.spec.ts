import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from './cast.ts';

// Each entry page, by its address. The cast fails on a request to anybody else and on anything that breaks the policy.
const addresses: Record<string, string> = {
  site: '/',
  visitor: '/clbchat',
  desk: '/desk',
  office: '/office',
  account: '/account',
  welcome: '/welcome',
  board: '/board',
  paper: '/papers/clbchat/privacy-visitors',
};

test('no page asks anything of anybody else, and none breaks the policy', async ({ visitor, operator }) => {
  const entries = readdirSync(fileURLToPath(new URL('..', import.meta.url))).filter((name) => name.endsWith('.html'));
  expect(entries.map((name) => name.replace('.html', '')).toSorted()).toEqual(Object.keys(addresses).toSorted());
  for (const address of Object.values(addresses)) {
    await visitor.opens(address);
    await expect(visitor.page.locator('#app > *').first()).toBeVisible();
  }

  const asked = visitor.page.waitForRequest((request) => request.url().endsWith('/visits'));
  await visitor.starts('Robin');
  const sent = (await asked).postDataJSON() as { proof?: { solutions: number[] } };
  expect(sent.proof?.solutions, 'the worker may start under the policy').toHaveLength(14);
  await operator.works();
  await operator.takes('Robin');
  await operator.says('Kijk eens op https://www.clbchat.be');
  await visitor.sees('www.clbchat.be');
  await visitor.stops();
});

test('no page of the office does', async ({ operator: greet }) => {
  await greet.page.goto(`${greet.house.url}/office`);
  await greet.page.getByLabel('Gebruikersnaam').fill('greet');
  await greet.page.getByLabel('Wachtwoord').fill(greet.house.staff.find(({ login }) => login === 'greet')!.password);
  await greet.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  const contents = greet.page.getByRole('navigation').getByRole('link');
  await expect(contents.first()).toBeVisible();
  const pages = await contents.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  expect(pages.length).toBeGreaterThan(10);
  const board = '/office/board'; // fills the screen, without a way on
  for (const address of pages.filter((each) => each !== board)) {
    const link = greet.page.getByRole('navigation').locator(`a[href="${address}"]`);
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(greet.page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
  for (const address of [board, '/account']) {
    await greet.page.goto(greet.house.url + address);
    await expect(greet.page.getByRole('heading').filter({ visible: true }).first()).toBeVisible();
  }
});

test('the policy is in force in the browser', async ({ house, browser }) => {
  const context = await browser.newContext();
  const page: Page = await context.newPage();
  await page.goto(`${house.url}/clbchat`);
  const tried = await page.evaluate(() => {
    const fails = (act: () => unknown) => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    const { featurePolicy } = document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } };
    const script = document.createElement('script');
    return {
      markup: fails(() => (document.createElement('div').innerHTML = '<b>no</b>')),
      address: fails(() => (script.src = '/assets/anything.js')),
      worker: fails(() => new Worker('/assets/anything.js')),
      policy: fails(() =>
        (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', {}),
      ),
      isolated: crossOriginIsolated,
      allowed: ['microphone', 'camera', 'geolocation'].filter((feature) => featurePolicy.allowsFeature(feature)),
    };
  });
  expect(tried).toEqual({ markup: true, address: true, worker: true, policy: true, isolated: true, allowed: [] });
  await context.close();
});

// What the norms of OHUP ask that somebody knows before a talk begins: docs/security.md.
test('what one must know before a talk stands on the first page', async ({ visitor }) => {
  await visitor.opens();
  for (const text of [
    'Je praat met een mens: een opgeleide chatmedewerker',
    'Je bent anoniem. Soms leest een coördinator mee',
    'We bewaren het gesprek 90 dagen. Daarna wissen we wat er geschreven is.',
    'Het gesprek blijft niet op je toestel staan.',
    'We bewaren geen adres',
    'soms begrijpen we iets verkeerd',
    'Praat je liever met iemand die voor je zit',
    'kunnen zelf geen hulp sturen',
  ])
    await visitor.sees(text);
  for (const number of ['112', '1813', '102']) await expect(visitor.page.getByRole('link', { name: number }).first()).toBeVisible();
});
