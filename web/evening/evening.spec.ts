// A whole evening: simulated visitors and operators (`onthaal demo --busy`), and one real browser on each side.
//   MINUTES=120 npm run evening --workspace web
//   MINUTES=120 SPEED=4 ...   pauses and graces go four times faster
// At the end every talk is registered, the invariant holds, and nothing was lost.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { devices, expect, test, type Browser, type BrowserContextOptions } from '@playwright/test';
import { House, program } from '../e2e/house.ts';
import { Operator, Visitor } from '../e2e/people.ts';

const minutes = Number(process.env.MINUTES ?? 120);
const speed = Number(process.env.SPEED ?? 1);
const visitors = Number(process.env.VISITORS ?? 40);
const operators = Number(process.env.OPERATORS ?? 4);
const patience = 10 * 60_000;

const nothing = () => undefined;
const said = [
  'hey, ik weet niet goed hoe ik moet beginnen',
  'het is op school, ze sluiten mij altijd uit',
  'gisteren zat ik de hele middag alleen 😕',
  'mama weet er niks van',
  'misschien kan ik het aan juf Ann vertellen',
];
const answers = ['Dag! Fijn dat je er bent.', 'Wat gebeurt er dan precies?', 'Dat moet zwaar zijn.', 'Met wie zou je erover kunnen praten?'];

async function comes(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext({ locale: 'nl-BE', timezoneId: 'Europe/Brussels', ...options });
  return context.newPage();
}

// Comes, waits, talks with whoever is there, loses the network once, and rates; then somebody else sits down.
async function visits(visitor: Visitor, round: number): Promise<'talked' | 'left'> {
  const { page } = visitor;
  await visitor.starts(`Browser ${round}`);
  const talking = page.getByRole('heading', { name: /^Je chat met/ });
  const isTalking = await talking.waitFor({ timeout: patience / speed }).then(() => true, () => false);
  if (!isTalking) {
    await page.context().clearCookies();
    await page.evaluate(() => sessionStorage.clear());
    return 'left';
  }
  for (const [index, text] of said.entries()) {
    if (!(await visitor.box.isVisible())) break; // the operator ended it
    await visitor.says(text).catch(nothing);
    if (index === 2) {
      await page.context().setOffline(true);
      await page.waitForTimeout(3_000);
      await page.context().setOffline(false);
    }
    await page.waitForTimeout(15_000 / speed);
  }
  await visitor.stops().catch(nothing);
  await page.getByLabel('5 sterren').check({ timeout: 20_000 }).catch(nothing);
  await page.getByRole('button', { name: 'Doorgeven' }).click({ timeout: 5_000 }).catch(nothing);
  await visitor.sees('Dank je, dat helpt ons.');
  return 'talked';
}

// Takes the next, answers, ends it if the visitor did not, and records it.
async function answersOne(operator: Operator): Promise<boolean> {
  const { page } = operator;
  if (!(await operator.next.isEnabled())) return false;
  await operator.next.click({ timeout: 3_000 }).catch(nothing); // somebody may be first
  const box = page.getByRole('textbox', { name: 'Schrijf een bericht' });
  if (!(await box.waitFor({ timeout: 5_000 }).then(() => true, () => false))) return false;
  for (const text of answers) {
    if (!(await box.isVisible())) break;
    await operator.says(text).catch(nothing);
    await page.waitForTimeout(20_000 / speed);
  }
  if (await box.isVisible()) {
    await page.getByRole('button', { name: 'Beëindigen', exact: true }).click().catch(nothing);
    await page.getByRole('button', { name: 'Ja, beëindigen' }).click({ timeout: 5_000 }).catch(nothing);
  }
  await operator.sees('concept bewaard');
  await operator.registers();
  return true;
}

test(`${minutes} minutes with ${visitors} visitors and ${operators} operators`, async ({ browser }) => {
  const house = await House.open({ 'clock.speed': String(speed) });
  const evening = spawn(
    program,
    ['demo', '--url', house.url, '--data', house.data, '--busy', `${visitors}`, '--operators', `${operators}`, '--minutes', `${minutes}`, '--speed', `${speed}`],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const over = once(evening, 'exit');
  const closing = Date.now() + (minutes * 60_000) / speed;

  const visitor = new Visitor(await comes(browser, devices['Pixel 7']!), house);
  const operator = new Operator(await comes(browser, { viewport: { width: 1440, height: 900 } }), house);
  await operator.works('greet');
  const counted = { talked: 0, left: 0, answered: 0 };
  const visiting = async () => {
    for (let round = 1; Date.now() < closing - (5 * 60_000) / speed; round += 1) counted[await visits(visitor, round)] += 1;
  };
  const working = async () => {
    while (Date.now() < closing) {
      if (await answersOne(operator)) counted.answered += 1;
      await operator.page.waitForTimeout(2_000);
    }
  };
  await Promise.all([visiting(), working()]);
  const [exit] = (await over) as [number | null];
  console.log(counted);

  expect(exit, 'the simulation lost or doubled nothing').toBe(0);
  expect(counted.talked).toBeGreaterThan(0);
  expect(counted.answered).toBeGreaterThan(0);
  expect([...visitor.watch.wrong, ...operator.watch.wrong]).toEqual([]);
  const overview = await (await operator.page.request.get(`${house.url}/api/lines/clbchat/overview`)).json();
  console.log(overview);
  expect(overview.open_registrations, 'every talk is registered').toBe(0);
  const doctor = spawnSync(program, ['doctor', '--data', house.data], { encoding: 'utf8' });
  console.log(doctor.stdout);
  expect(doctor.status, doctor.stderr).toBe(0);
  await house.close();
});
