// Makes docs/pictures/ from the real product: a demo server, a visitor on a phone and an operator at the desk, in a talk.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.ONTHAAL ?? here('../../build/release/onthaal');
const out = here('../../docs/pictures/');
const data = mkdtempSync(join(tmpdir(), 'onthaal-pictures-'));

const demo = spawnSync(program, ['demo', '--data', data, '--json'], { encoding: 'utf8' });
if (demo.status !== 0) throw new Error(demo.stderr);
const noor = JSON.parse(demo.stdout).staff.find(({ login }) => login === 'noor');

const server = spawn(program, ['serve', '--data', data, '--port', '0', '--pages.dir', here('../dist')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [address] = await once(createInterface({ input: server.stdout }), 'line');
const url = String(address).trim();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

const open = async (path, options) => {
  const context = await browser.newContext({ locale: 'nl-BE', timezoneId: 'Europe/Brussels', ...options });
  const page = await context.newPage();
  await page.goto(url + path);
  return page;
};
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const visit = async (nickname) => {
  const page = await open('/clbchat', phone);
  await page.getByLabel('Hoe mogen we je noemen?').fill(nickname);
  return page;
};
const start = async (page) => {
  await page.getByRole('button', { name: 'Start de chat' }).click();
  await page.getByText('Even geduld').waitFor();
};
const say = async (page, text, reader) => {
  await page.getByRole('textbox', { name: 'Schrijf een bericht' }).fill(text);
  await page.getByRole('button', { name: 'Versturen' }).click();
  await reader.getByText(text.split('\n')[0]).waitFor();
};
// The shot is of a page at rest: nothing typed in since, no mouse, no cursor.
const shoot = async (page, name) => {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${out}${name}.png`, caret: 'hide' });
};

try {
  mkdirSync(out, { recursive: true });
  const robin = await visit('Robin');
  await shoot(robin, 'visitor-welcome');
  await start(robin);
  await shoot(robin, 'visitor-waiting');

  const desk = await open('/desk', { viewport: { width: 1440, height: 900 } });
  await desk.getByLabel('Gebruikersnaam').fill(noor.login);
  await desk.getByLabel('Wachtwoord').fill(noor.password);
  await desk.getByRole('button', { name: 'Inloggen' }).click();
  await desk.getByText('1 wacht').waitFor();
  await desk.getByRole('button', { name: 'Neem volgende' }).click();
  await robin.getByRole('heading', { name: 'Je chat met Noor' }).waitFor();

  await say(desk, 'Hallo Robin, fijn dat je er bent. Ik ben Noor. Wat maakt dat je vandaag met ons wil praten?', robin);
  await say(robin, 'hey. thuis is er alleen maar ruzie\nen op school kan ik mij niet meer concentreren', desk);
  await say(robin, 'ik heb volgende week examens', desk);
  await say(
    desk,
    "Dat klinkt zwaar, zeker met examens erbij. Wil je me vertellen hoe zo'n avond er bij jullie uitziet?",
    robin,
  );
  const text = 'mama en papa roepen tegen elkaar, ik zet dan mijn koptelefoon op en doe alsof ik slaap';
  await say(robin, text, desk);

  for (const nickname of ['Sam', 'Lot', 'Robke']) await start(await visit(nickname));
  await desk.getByText('3 wachten').waitFor();
  const box = desk.getByRole('textbox', { name: 'Schrijf een bericht' });
  await box.pressSequentially('En als je dan zo ligt met je koptelefoon op, wat gaat er dan door je heen?');
  await robin.getByRole('img', { name: 'Noor schrijft…' }).waitFor();
  await shoot(robin, 'visitor');
  await shoot(desk, 'desk');
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(data, { recursive: true, force: true });
}
