// Makes docs/pictures/ from the real product: a demo server, visitors on phones, two operators at the desk and a
// coordinator at the office, from the first word to the stars.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { keep_open as keepOpen } from '../../tests/support/keeper.ts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.ONTHAAL ?? here('../../build/release/onthaal');
const out = process.env.PICTURES ?? here('../../docs/pictures/');
const pages = process.env.PAGES ?? here('../dist');
const data = mkdtempSync(join(tmpdir(), 'onthaal-pictures-'));

const demo = spawnSync(program, ['demo', '--data', data, '--json'], { encoding: 'utf8' });
if (demo.status !== 0) throw new Error(demo.stderr);
const { staff } = JSON.parse(demo.stdout);

const server = spawn(program, ['serve', '--data', data, '--port', '0', '--pages.dir', pages], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [address] = await once(createInterface({ input: server.stdout }), 'line');
const url = String(address).trim();
await keepOpen(url, 'clbchat', staff.find((one) => one.login === 'wout'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
});

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const computer = { viewport: { width: 1440, height: 900 } };
const open = async (path, options) => {
  const context = await browser.newContext({ locale: 'nl-BE', timezoneId: 'Europe/Brussels', ...options });
  const page = await context.newPage();
  await page.goto(url + path);
  return page;
};
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

const visit = async (nickname, who, topic) => {
  const page = await open('/clbchat', phone);
  await page.getByLabel('Hoe mogen we je noemen?').fill(nickname);
  if (who) await page.getByRole('radio', { name: who }).check();
  if (topic) await page.getByRole('radio', { name: topic }).check();
  return page;
};
const start = async (page) => {
  await page.getByRole('button', { name: 'Start de chat' }).click();
  await page.getByText('Even geduld').waitFor();
  return page;
};
const logIn = async (path, login) => {
  const page = await open(path, computer);
  await page.getByLabel('Gebruikersnaam').fill(login);
  await page.getByLabel('Wachtwoord').fill(staff.find((one) => one.login === login).password);
  await press(page, 'Inloggen');
  return page;
};
const work = async (login) => {
  const page = await logIn('/desk', login);
  await press(page, 'Ga online');
  await press(page, 'Ja, ga online');
  await page.getByText('Aan het werk als').waitFor();
  return page;
};
const take = async (desk, nickname) => {
  await desk.getByRole('button', { name: /^Neem volgende/ }).click();
  await desk.getByRole('heading', { level: 1, name: nickname }).waitFor();
};
const say = async (page, text, reader) => {
  await page.getByRole('textbox', { name: 'Schrijf een bericht' }).fill(text);
  await press(page, 'Versturen');
  await reader.getByText(text.split('\n')[0]).first().waitFor();
};
// The shot is of a page at rest: nothing typed in since, no mouse, no cursor.
const shoot = async (page, name) => {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${out}/${name}.png`, caret: 'hide' });
};

async function evening() {
  const robin = await visit('Robin', 'Leerling', 'Thuis');
  await robin.evaluate(() => scrollTo(0, 0));
  await shoot(robin, 'visitor-welcome');
  await start(robin);
  await robin.getByLabel('Hoe oud ben je?').fill('14');
  await robin.getByRole('radio', { name: 'X' }).check();
  await robin.evaluate(() => scrollTo(0, 0));
  await shoot(robin, 'visitor-waiting');

  const desk = await logIn('/desk', 'noor');
  await desk.getByRole('button', { name: 'Ga online' }).waitFor();
  await shoot(desk, 'desk-off');
  await press(desk, 'Ga online');
  await desk.getByText('Hoorde je het?').waitFor();
  await shoot(desk, 'desk-sound');
  await press(desk, 'Ja, ga online');
  await desk.getByText('1 wacht').waitFor();
  await take(desk, 'Robin');
  await robin.getByRole('heading', { name: 'Je chat met Noor' }).waitFor();

  await say(desk, 'Hallo Robin, fijn dat je er bent. Ik ben Noor. Wat maakt dat je vandaag met ons wil praten?', robin);
  await say(robin, 'hey. thuis is er alleen maar ruzie\nen op school kan ik mij niet meer concentreren', desk);
  await say(robin, 'ik heb volgende week examens', desk);
  const asked = "Dat klinkt zwaar, zeker met examens erbij. Wil je me vertellen hoe zo'n avond er bij jullie uitziet?";
  await say(desk, asked, robin);
  await say(robin, 'mama en papa roepen tegen elkaar, ik zet dan mijn koptelefoon op en doe alsof ik slaap', desk);

  await start(await visit('Sam', 'Leerling', 'Mijn lichaam'));
  await start(await visit('Lot', 'Ouder'));
  await start(await visit('Robke'));
  await desk.getByText('3 wachten').waitFor();
  const box = desk.getByRole('textbox', { name: 'Schrijf een bericht' });
  await box.pressSequentially('En als je dan zo ligt met je koptelefoon op, wat gaat er dan door je heen?');
  await robin.getByRole('img', { name: 'Noor schrijft…' }).waitFor();
  await shoot(robin, 'visitor');
  await shoot(desk, 'desk');

  await box.fill('');
  await box.press('/');
  await desk.getByRole('combobox', { name: 'Zoek een standaardzin' }).waitFor();
  await shoot(desk, 'desk-phrases');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('?');
  await desk.getByRole('heading', { name: 'Sneltoetsen' }).waitFor();
  await shoot(desk, 'desk-keys');
  await press(desk, 'Sluiten');

  const office = await logIn('/office', 'greet');
  const bas = await work('jef');
  await take(bas, 'Sam');
  await office.getByText('Er lopen 2 gesprekken').waitFor();
  await office.locator('dl div', { hasText: 'gesprek begonnen' }).getByText('2').waitFor();
  await shoot(office, 'office-now');
  await press(office, 'Chatlijn sluiten');
  await shoot(office, 'office-switch');
  await press(office, 'Nee');

  await press(desk, 'Beëindigen');
  await desk.getByRole('button', { name: 'Ja, beëindigen' }).waitFor();
  await shoot(desk, 'desk-end');
  await press(desk, 'Ja, beëindigen');
  await desk.getByText('concept bewaard').waitFor();
  await desk.keyboard.type('gezin');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('1');
  await desk.getByText('concept bewaard').waitFor();
  await shoot(desk, 'desk-registration');

  await robin.getByText('Wat vond je van dit gesprek?').waitFor();
  await robin.getByText('Noor heeft het gesprek afgerond').evaluate((title) => title.scrollIntoView({ block: 'start' }));
  await shoot(robin, 'visitor-after');
  await robin.getByRole('radio', { name: '4 sterren' }).check({ force: true });
  await robin.getByLabel('Wil je er iets over zeggen?').fill('Ik voelde me echt gehoord. Dank je wel!');
  await robin.getByLabel('Jullie mogen mijn woorden').check();
  await robin.getByRole('button', { name: 'Doorgeven' }).last().click();
  await robin.getByText('Dank je, dat helpt ons.').waitFor();

  const rooms = {
    ratings: 'Ik voelde me echt gehoord',
    team: 'mensen kunnen inloggen',
    phrases: 'Er zijn',
    places: 'plekken op de kaart',
    terms: 'Waarover een gesprek ging',
    settings: 'Hoe mogen we je noemen?',
  };
  for (const [room, says] of Object.entries(rooms)) {
    await office.goto(`${url}/office/${room}`);
    await office.getByText(says).first().waitFor();
    await shoot(office, `office-${room}`);
  }
  await office.goto(`${url}/office/team`);
  await office.getByText('mensen kunnen inloggen').waitFor();
  await press(office, 'Iemand toevoegen');
  await office.getByLabel('Gebruikersnaam').fill('els');
  await office.getByLabel('Naam', { exact: true }).fill('Els Vermeulen');
  await office.getByLabel('Schuilnaam').fill('Els');
  await shoot(office, 'office-add');
}

try {
  mkdirSync(out, { recursive: true });
  await evening();
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(data, { recursive: true, force: true });
}
