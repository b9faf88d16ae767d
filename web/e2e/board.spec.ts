import type { Page } from '@playwright/test';
import { expect, test } from './cast.ts';
import type { Operator } from './people.ts';

const tv = { width: 1920, height: 1080 };
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

async function logsIn(one: Operator): Promise<void> {
  await one.page.getByLabel('Gebruikersnaam').fill('greet');
  await one.page.getByLabel('Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await one.page.getByRole('button', { name: 'Inloggen' }).click();
}
async function opensTheBoard(one: Operator): Promise<void> {
  await one.page.goto(`${one.house.url}/office/board`);
  await logsIn(one);
  await one.sees('Geen meldingen.');
}
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

for (const [what, viewport, media] of [
  ['a big screen', tv, { colorScheme: 'light' }],
  ['a big screen in the dark', tv, { colorScheme: 'dark' }],
  ['a desk', desktop, { reducedMotion: 'reduce' }],
  ['a phone', phone, { colorScheme: 'dark' }],
  ['high contrast', desktop, { forcedColors: 'active' }],
] as const) {
  test(`the board on ${what}: who waits, who talks, who is there; no name of a visitor`, async ({ anotherOperator, visitor, anotherVisitor, operator }) => {
    test.slow();
    const greet = await anotherOperator({ viewport });
    await greet.page.emulateMedia(media);
    await opensTheBoard(greet);
    await visitor.starts('Robin');
    await (await anotherVisitor()).starts('Wilhelmina');
    await operator.works();
    await operator.takes('Robin');
    await expect(part(greet.page, 'Wachten').getByRole('listitem')).toHaveText([/^1\. bezoeker\s+0:\d\d$/]);
    await expect(part(greet.page, 'In gesprek').getByRole('listitem')).toHaveText([/^Noor\s+0:\d\d$/]);
    await expect(part(greet.page, 'Online').getByRole('listitem')).toHaveText([/^Noor maatschappelijk werker\s+online$/, /^Wacht\s+pauze$/]);
    await expect(part(greet.page, 'Vandaag tot nu')).toContainText('0 van 2');
    await expect(greet.page.locator('body')).not.toContainText(/Robin|Wilhelmina/);
    await greet.isAccessible();
    const { scrollWidth, scrollHeight } = await greet.page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { scrollWidth, scrollHeight };
    });
    expect(scrollWidth).toBeLessThanOrEqual(viewport.width);
    if (viewport !== phone) expect(scrollHeight, 'one sees it all at once').toBeLessThanOrEqual(viewport.height);
  });
}

test('the board survives a restart of the server and the end of the session, without a reload', async ({ operator, visitor, house }) => {
  await opensTheBoard(operator);
  await operator.page.evaluate(() => ((window as any).isTheSame = true));
  await house.crash();
  await operator.sees('Geen verbinding. We proberen opnieuw…');
  await operator.isAccessible();
  await house.start();
  await operator.sees('Geen meldingen.');
  await visitor.starts('Robin');
  await expect(part(operator.page, 'Wachten').getByRole('listitem')).toHaveCount(1);

  // Somebody ends the session elsewhere; it is as if it expired.
  await operator.page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
  await operator.sees('Je sessie is afgelopen');
  await operator.isAccessible();
  await logsIn(operator);
  await expect(part(operator.page, 'Wachten').getByRole('listitem')).toHaveCount(1);
  expect(await operator.page.evaluate(() => (window as any).isTheSame), 'nobody reloaded it').toBe(true);
});

test('the board hangs there for days: it holds no more memory, the day turns at midnight without the server too', async ({ anotherOperator, visitor, house }) => {
  test.slow();
  const greet = await anotherOperator({ viewport: tv });
  await greet.page.clock.install();
  await opensTheBoard(greet);
  const { page } = greet;
  const today = () =>
    new Intl.DateTimeFormat('nl-BE', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/Brussels' }).format();
  const client = await page.context().newCDPSession(page);
  const held = async () => {
    await client.send('HeapProfiler.collectGarbage');
    return ((await client.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
  };
  const pass = async (hours: number) => {
    for (let minutes = 0; minutes < hours * 60; minutes += 20) await page.clock.fastForward('20:00');
  };
  const day = page.locator('time');

  // The first day it loads and keeps what it needs.
  await pass(24);
  const before = await held();
  await pass(24);
  expect((await held()) - before, 'bytes more after a day').toBeLessThan(300_000);

  await house.crash();
  await greet.sees('Geen verbinding. We proberen opnieuw…');
  const shown = await day.innerText();
  await page.clock.fastForward('25:00:00');
  await expect(day).not.toHaveText(shown);
  await house.start();
  // The page's clock runs days ahead; once it speaks with the server again it shows the server's day.
  await expect
    .poll(async () => {
      await page.clock.fastForward('00:30');
      return (await day.innerText()) === today();
    })
    .toBe(true);
  await visitor.starts('Robin');
  await expect
    .poll(async () => {
      await page.clock.fastForward('00:30');
      return part(page, 'Wachten').getByText('1. bezoeker').count();
    })
    .toBe(1);
  await page.close();
  // A day of asking once a minute passed in a few seconds.
  const { wrong } = greet.watch;
  wrong.splice(0, wrong.length, ...wrong.filter((what) => !what.endsWith('again and again')));
});

test('a screen on the wall shows the board by its link: no log-in, through a crash and a new version, until it is revoked', async ({ anotherOperator, operator, visitor, house }) => {
  test.slow();
  const greet = await anotherOperator();
  await greet.page.goto(`${house.url}/office/displays`);
  await logsIn(greet);
  await greet.page.getByLabel('Waar hangt het scherm?').fill('Chatlokaal Gent');
  await greet.page.keyboard.press('Enter');
  await greet.sees('De link voor Chatlokaal Gent');
  await greet.isAccessible();
  const link = await greet.page.locator('code').innerText();
  const secret = link.split('#')[1]!;

  const { page, isAccessible, sees } = await (async () => {
    const wall = await anotherOperator({ viewport: tv });
    return { page: wall.page, isAccessible: () => wall.isAccessible(), sees: (text: string) => wall.sees(text) };
  })();
  const asked = new Set<string>();
  page.on('request', (request) => {
    expect(request.url()).not.toContain(secret);
    asked.add(new URL(request.url()).pathname.replace(/^\/assets\/.*/, '/assets'));
  });
  await page.goto(link);
  await sees('Geen meldingen.');
  await visitor.starts('Wilhelmina');
  await operator.works();
  await expect(part(page, 'Wachten').getByRole('listitem')).toHaveText([/^1\. bezoeker\s+0:\d\d$/]);
  await operator.takes('Wilhelmina');
  await expect(part(page, 'In gesprek').getByRole('listitem')).toHaveText([/^Noor\s+0:\d\d$/]);
  await expect(page.locator('body')).not.toContainText('Wilhelmina');
  await isAccessible();
  expect([...asked].sort()).toEqual(['/api/board', '/assets', '/board']);
  expect(await page.context().cookies()).toEqual([]);

  await page.evaluate(() => ((window as any).isTheSame = true));
  await house.crash();
  await sees('Geen verbinding. We proberen opnieuw…');
  await house.start();
  await sees('Geen meldingen.');
  expect(await page.evaluate(() => (window as any).isTheSame), 'nobody reloaded it').toBe(true);

  // A newer server: the page it gives names another script. Nobody waits, so it is taken over.
  await house.crash();
  await sees('Geen verbinding. We proberen opnieuw…');
  await page.route(`${house.url}/board`, (route) => route.fulfill({ body: '<script type="module" src="/assets/newer.js"></script>' }), { times: 1 });
  await house.start();
  await expect.poll(() => page.evaluate(() => (window as any).isTheSame).catch(() => true)).toBeUndefined();
  await sees('Geen meldingen.');

  await greet.page.getByRole('button', { name: 'Intrekken Chatlokaal Gent' }).click();
  await greet.page.getByRole('button', { name: 'Ja, intrekken' }).click();
  await greet.sees('De link voor Chatlokaal Gent werkt niet meer.');
  await sees('Deze link werkt niet meer');
  await isAccessible();
});

test('the briefing of today is read by who goes on duty, and its number stays on the desk', async ({ anotherOperator, operator }) => {
  const greet = await anotherOperator();
  const field = (name: string) => greet.page.getByLabel(name, { exact: true });
  await greet.page.goto(`${greet.house.url}/office/briefing`);
  await logsIn(greet);
  await greet.page.getByRole('button', { name: /^Wijzig/ }).first().click();
  await field('Nota van de dag').fill('Vandaag begint Bram.');
  await field('Bereikbare coördinator').fill('Greet');
  await greet.page.getByRole('button', { name: 'Bewaren' }).click();
  await greet.sees('Kijk na wat in het rood staat');
  await expect(field('Nummer')).toBeFocused();
  await greet.isAccessible();
  await greet.page.keyboard.type('0470 12 34 56');
  await greet.page.keyboard.press('Enter');
  await greet.sees('Vandaag is Greet bereikbaar op 0470 12 34 56.');

  await operator.logsIn('noor');
  await operator.page.getByRole('button', { name: 'Ga online' }).click();
  await operator.sees('Vandaag begint Bram.');
  await operator.page.getByRole('button', { name: 'Ja, ga online' }).click();
  await operator.sees('0470 12 34 56');
});
