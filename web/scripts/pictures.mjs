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
import { code_of as codeOf } from '../../tests/support/authenticator.ts';
import { keep_open as keepOpen } from '../../tests/support/keeper.ts';
import { public_http as publicHttp } from '../../tests/support/ports.ts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.ONTHAAL ?? here('../../build/release/onthaal');
const out = process.env.PICTURES ?? here('../../docs/pictures/');
const pages = process.env.PAGES ?? here('../dist');
// ONLY=figures: those of that part alone.
const isWanted = (part) => (process.env.ONLY ?? part) === part;
const data = mkdtempSync(join(tmpdir(), 'onthaal-pictures-'));
const tell = (command, input = '') => {
  const told = spawnSync(program, [...command, '--data', data], { encoding: 'utf8', input });
  if (told.status !== 0) throw new Error(told.stderr);
  return told.stdout;
};

const { staff } = JSON.parse(tell(['demo', '--json']));
for (const [login, name, ...roles] of [
  ['carla', 'Carla Claes', '--coordinator', 'clbchat'],
  ['beheer', 'Bart Beeckman', '--administrator', '--auditor'],
  ['gita', 'Gita Goris', '--operator', 'clbchat', '--coordinator', 'awel'],
]) {
  const person = { login, password: 'zeven zotte zwanen' };
  const alias = name.split(' ')[0];
  tell(['staff', 'add', '--login', login, '--name', name, '--alias', alias, ...roles, '--password-stdin'], `${person.password}\n`);
  staff.push(person);
}

let server;
// It knows where people find it, and a mail server to which nothing is sent.
const { port, public_url: url } = await publicHttp();
async function serve(...settings) {
  const known = ['--port', String(port), '--http.public_url', url, '--mail.url', 'smtp://127.0.0.1:25', '--mail.from', 'chat@clb.example'];
  server = spawn(program, ['serve', '--data', data, ...known, '--pages.dir', pages, '--staff.second_person_days', '0', ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: server.stdout }), 'line');
}
async function stop() {
  if (server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}
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
// Takes an app with codes as second step.
const secure = async (page, shown = async () => {}) => {
  await press(page, 'Een app met codes');
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
  await shown();
  await page.getByLabel('Code van zes cijfers').fill(codeOf(secret));
  await press(page, 'Bevestigen');
  await press(page, 'Ik heb ze bewaard');
};
// Somebody of whom a second step is asked: made at the first page, and kept for the next ones.
const secured = new Map();
const comeIn = async (path, login) => {
  const context = secured.get(login);
  const page = context ? await context.newPage() : await logIn(path, login);
  if (context) await page.goto(url + path);
  else await secure(page);
  secured.set(login, page.context());
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

  const visitors = { sam: await start(await visit('Sam', 'Leerling', 'Mijn lichaam')) };
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

  const office = await comeIn('/office', 'greet');
  await office.getByRole('button', { name: 'Gezien' }).click();
  await office.locator('b', { hasText: 'Carla kan nu' }).waitFor({ state: 'detached' });
  const jef = await work('jef');
  await take(jef, 'Sam');
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

  await robin.getByRole('button', { name: 'Mijn gesprek wissen' }).click();
  await robin.getByRole('heading', { name: 'Je gesprek wissen?' }).evaluate((title) => title.scrollIntoView({ block: 'center' }));
  await shoot(robin, 'visitor-delete');

  const sam = visitors.sam;
  await say(jef, 'Hallo Sam, ik ben Jef. Vertel maar.', sam);
  await say(sam, 'ik woon in de Kerkstraat 12 en mijn nummer is 0470 12 34 56', jef);
  await jef.getByText(/Lijkt een/).first().waitFor();
  await jef.getByRole('button', { name: /^Iets weghalen/ }).last().focus();
  await jef.keyboard.press('Enter');
  await jef.getByRole('textbox', { name: 'Wat moet er weg uit dit bericht?' }).waitFor();
  await shoot(jef, 'desk-redact');

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

  const team = await comeIn('/office/team', 'carla');
  await press(team, 'Uitnodigen');
  await team.getByLabel('Mailadres').fill('mia@clb.example');
  await team.getByLabel('Naam', { exact: true }).fill('Mia Maes');
  await team.getByLabel('Schuilnaam').fill('Mia');
  await shoot(team, 'office-invite');
}

// Who reads a talk that has ended, and who sees that.
async function readings() {
  const office = await comeIn('/office/talks', 'greet');
  const reads = async (purpose) => {
    await office.getByRole('button', { name: /^Openen/ }).first().click();
    await office.getByRole('radio', { name: purpose }).check({ force: true });
  };
  await reads('Nalezen voor de kwaliteit');
  await shoot(office, 'office-talks');
  await press(office, 'Lezen');
  await office.getByText('thuis is er alleen maar ruzie', { exact: false }).first().waitFor();
  await press(office, 'Terug naar de lijst');
  await reads('Wettelijke vraag');
  await press(office, 'Lezen');
  await office.getByLabel('Wie vraagt het').fill('Onderzoeksrechter Gent, vordering 12/2026');
  await shoot(office, 'office-seal');
  await press(office, 'Vragen');
  await office.getByText('Jij vroeg het zegel').waitFor();

  const carla = await comeIn('/office/talks', 'carla');
  for (const purpose of ['Chatscan', 'Klacht']) {
    await carla.getByRole('button', { name: /^Openen/ }).first().click();
    await carla.getByRole('radio', { name: purpose }).check({ force: true });
    await press(carla, 'Lezen');
    await press(carla, 'Terug naar de lijst');
  }
  await office.goto(`${url}/office/read`);
  await office.getByText('3 keer gelezen').waitFor();
  await shoot(office, 'office-read');

  await office.goto(`${url}/office/retention`);
  await office.getByRole('button', { name: /^Wijzig Woorden/ }).click();
  await office.getByLabel('Hoeveel dagen?').fill('30');
  await press(office, 'Bekijk wat er weggaat');
  await office.getByText('Met 30 dagen').waitFor();
  await shoot(office, 'office-retention');
  const keys = office.getByRole('region', { name: 'Sleutels' });
  await keys.getByText('De hoofdsleutel is in gebruik').waitFor();
  await keys.scrollIntoViewIfNeeded();
  await shoot(office, 'office-keys');

  const house = await comeIn('/office', 'beheer');
  await house.getByText('Mensen en rollen').first().waitFor();
  await house.getByText('Carla Claes').first().waitFor();
  await shoot(house, 'house');
  await house.getByRole('heading', { name: 'Logboek' }).evaluate((title) => title.scrollIntoView());
  await house.getByText('zegel breken gevraagd').waitFor();
  await shoot(house, 'house-log');
}

// The first log-in of somebody who is asked for a second step, and the own account.
async function gettingIn() {
  const page = await logIn('/account', 'gita');
  await page.getByRole('heading', { name: 'Beveilig je account' }).waitFor();
  await shoot(page, 'first-step');
  await secure(page, () => shoot(page, 'first-app'));
  await page.getByText('Waar je ingelogd bent').waitFor();
  await page.getByText('Chrome op een computer').first().waitFor();
  await shoot(page, 'account');
}

// What a coordinator reads of a year: on synthetic figures.
async function figures() {
  for (const year of ['2021-2022', '2022-2023']) tell(['demo', 'year', year, '--line', 'clbchat']);
  const office = await comeIn('/office/figures?period=2022-2023&about=pesten', 'greet');
  await office.getByText('Ja, dat is meer').waitFor();
  await office.locator('article svg').first().waitFor();
  const seen = office.getByRole('button', { name: 'Gezien' });
  for (let left = await seen.count(); left > 0; left--) await seen.nth(left - 1).click();
  await seen.first().waitFor({ state: 'detached' });
  await shoot(office, 'office-question');
  await office.goto(`${url}/office/figures?period=2022-2023`);
  await office.locator('article svg').first().waitFor();
  await office.getByRole('region', { name: 'Filter', exact: true }).evaluate((filter) => filter.scrollIntoView());
  await shoot(office, 'office-figures');
  await office.goto(`${url}/office/reports/annual?year=2021-2022`);
  await office.locator('article svg').first().waitFor();
  await shoot(office, 'office-annual');
}

try {
  mkdirSync(out, { recursive: true });
  const { secret, open: to, ...dirs } = Object.fromEntries(['secret', 'open', 'backups', 'keys'].map((name) => [name, join(data, name)]));
  Object.values(dirs).forEach((dir) => mkdirSync(dir));
  spawnSync(program, ['backup', 'key', '--secret', secret, '--public', to]);
  const kept = ['--backup.dir', dirs.backups, '--backup.to', to, '--backup.every_hours', '6'];
  await serve(...kept, '--keys.escrow_dir', dirs.keys, '--keys.escrow_to', to);
  await keepOpen(url, 'clbchat', staff.find((one) => one.login === 'wout'));
  for (const [part, shown] of Object.entries({ evening, readings, gettingIn, figures })) if (isWanted(part)) await shown();
} finally {
  await browser.close();
  if (server) await stop();
  rmSync(data, { recursive: true, force: true });
}
