import { expect, talk, test } from './cast.ts';
import type { Operator } from './people.ts';

async function logsIn(one: Operator, login: string, password: string): Promise<void> {
  await one.page.goto(`${one.house.url}/office`);
  await one.page.getByLabel('Gebruikersnaam').fill(login);
  await one.page.getByLabel('Wachtwoord').fill(password);
  await one.page.getByRole('button', { name: 'Inloggen' }).click();
}
const picture = (one: Operator, name: string) =>
  process.env.PICTURES ? one.page.screenshot({ path: `${process.env.PICTURES}/${name}.png` }) : null;

test('a talk is read for a purpose; the law takes two; the month and the log tell who read', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  const house = operator.house;
  const [carla, beheer] = [house.addStaff('carla', ['--coordinator', 'clbchat']), house.addStaff('beheer', ['--administrator', '--auditor'])];
  await visitor.starts('Robin');
  await operator.works();
  await operator.takes('Robin');
  await visitor.isWith('Noor');
  await visitor.says('Ik word gepest.');
  await operator.reads(['Ik word gepest.']);
  await visitor.stops();
  await operator.sees('concept bewaard');

  const greet = await anotherOperator();
  await logsIn(greet, 'greet', house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await greet.page.getByRole('link', { name: 'Gesprekken', exact: true }).click();
  await greet.page.getByRole('button', { name: /^Openen/ }).click();
  await greet.sees('Waarom open je dit gesprek?');
  await greet.isAccessible();
  await picture(greet, 'open');
  await greet.page.getByLabel('Nalezen voor de kwaliteit').check();
  await greet.page.getByRole('button', { name: 'Lezen', exact: true }).click();
  await greet.sees('Ik word gepest.');
  await greet.isAccessible();
  await picture(greet, 'transcript');
  await greet.page.getByRole('button', { name: 'Terug naar de lijst' }).click();

  await greet.page.getByRole('button', { name: /^Openen/ }).click();
  await greet.page.getByLabel('Wettelijke vraag').check();
  await greet.page.getByRole('button', { name: 'Lezen', exact: true }).click();
  await greet.page.getByLabel('Wie vraagt het, en op welke grond?').fill('Onderzoeksrechter, 12/2026');
  await greet.isAccessible();
  await greet.page.getByRole('button', { name: 'Vragen', exact: true }).click();
  await greet.sees('Jij vroeg het zegel van een gesprek te breken.');
  await picture(greet, 'asked');

  const other = await anotherOperator();
  await logsIn(other, 'carla', carla.password);
  await other.sees('vraagt het zegel van een gesprek te breken');
  await other.page.getByRole('link', { name: 'Gesprekken', exact: true }).click();
  await other.page.getByRole('button', { name: 'Bevestigen' }).click();
  await other.sees('bevestigd door carla');
  await other.isAccessible();
  await other.page.getByRole('link', { name: 'Wie las wat' }).click();
  await other.sees('1 keer gelezen');
  await other.page.getByRole('heading', { name: 'Wie een rol kreeg waarmee je gesprekken leest' }).waitFor();
  await other.isAccessible();
  await picture(other, 'month');

  // Thousands of readings in a month: the list says that it is not whole.
  await expect(other.page.getByText('Dit zijn alleen de nieuwste')).toBeHidden();
  await other.page.route(/\/readings\/\d{4}-\d\d$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), more: true } });
  });
  await other.page.reload();
  await other.sees('Dit zijn alleen de nieuwste.');
  await other.isAccessible();
  await other.page.getByRole('button', { name: 'English', exact: true }).click();
  await other.sees('These are only the newest.');

  const house_page = await anotherOperator();
  await logsIn(house_page, 'beheer', beheer.password);
  await house_page.sees('Mensen en rollen');
  await house_page.sees('seal.broken');
  await house_page.isAccessible();
  await picture(house_page, 'house');
});

test('who runs the line no more has nothing confirmed', async ({ visitor, operator, anotherOperator }) => {
  const { house } = operator;
  const carla = house.addStaff('carla', ['--coordinator', 'clbchat']);
  await visitor.starts('Robin');
  await operator.works();
  await operator.takes('Robin');
  await visitor.isWith('Noor');
  await visitor.stops();
  await operator.sees('concept bewaard');

  const other = await anotherOperator();
  await logsIn(other, 'carla', carla.password);
  await other.page.getByRole('link', { name: 'Gesprekken', exact: true }).click();
  await other.page.getByRole('button', { name: /^Openen/ }).click();
  await other.page.getByLabel('Wettelijke vraag').check();
  await other.page.getByRole('button', { name: 'Lezen', exact: true }).click();
  await other.page.getByLabel('Wie vraagt het, en op welke grond?').fill('Onderzoeksrechter, 12/2026');
  await other.page.getByRole('button', { name: 'Vragen', exact: true }).click();
  await other.sees('Jij vroeg het zegel van een gesprek te breken.');
  house.disable('carla');

  const greet = await anotherOperator();
  await logsIn(greet, 'greet', house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await greet.page.getByRole('link', { name: 'Gesprekken', exact: true }).click();
  await greet.page.getByRole('button', { name: 'Bevestigen' }).click();
  await greet.sees('is geen coördinator van deze chatlijn meer');
  await greet.isAccessible();
});

test('a coordinator gives roles in a centre; an administrator gives anew what somebody lost', async ({ operator, anotherOperator }) => {
  const { house } = operator;
  const beheer = house.addStaff('beheer', ['--administrator']);
  await logsIn(operator, 'greet', house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await operator.page.getByRole('link', { name: 'Nu', exact: true }).waitFor();
  const added = await operator.page.request.post(`${house.url}/api/lines/clbchat/places`, {
    headers: { Origin: house.url },
    data: { kind: 'centre', name: 'CLB Leie', about: 'CLB', phone: null, url: null, hours: 'op schooldagen', week: null, town: 'Deinze', public: true },
  });
  expect(added.status(), await added.text()).toBe(201);
  await operator.page.goto(`${house.url}/office/team`);
  await operator.page.getByRole('button', { name: 'Wijzig Jef' }).click();
  await operator.page.getByRole('group', { name: 'Werkt in' }).getByLabel('CLB Leie, Deinze').check();
  await operator.isAccessible();
  await picture(operator, 'centres');
  await operator.page.getByRole('button', { name: 'Bewaren' }).click();
  await operator.sees('werkt in CLB Leie');

  const other = await anotherOperator();
  await logsIn(other, 'beheer', beheer.password);
  await other.page.getByRole('cell', { name: 'medewerker van een centrum (CLB Leie)' }).waitFor();
  await other.page.getByRole('button', { name: 'Wijzigen Jef Vermeiren' }).click();
  await other.page.getByRole('button', { name: 'Tweede stap wegnemen' }).click();
  await other.page.getByRole('button', { name: 'Ja, wegnemen' }).click();
  await other.sees('Jef Vermeiren heeft geen tweede stap.');
  await other.page.getByRole('button', { name: 'Nieuw wachtwoord maken' }).click();
  await other.isAccessible();
  await picture(other, 'reset');
  await other.page.getByRole('button', { name: 'Ja, nieuw wachtwoord' }).click();
  await other.sees('maar één keer');

  // Who adds somebody reads at the field what cannot be.
  await other.page.getByRole('button', { name: 'Klaar' }).click();
  await other.page.getByRole('button', { name: 'Iemand toevoegen' }).click();
  const login = other.page.getByLabel('Gebruikersnaam');
  await other.page.getByLabel('Naam', { exact: true }).fill('Els Vermeulen');
  await other.page.getByLabel('Schuilnaam').fill('Els');
  for (const [wrong, said] of [['Els V', 'Dit kan hier niet.'], ['noor', 'Bestaat al.']] as const) {
    await login.fill(wrong);
    await other.page.getByRole('button', { name: 'Bewaren' }).click();
    await other.sees(said);
    await expect(login).toBeFocused();
  }
  await login.fill('els');
  await other.page.getByRole('button', { name: 'Bewaren' }).click();
  await other.sees('Wachtwoord van Els');
  await other.isAccessible();
});

test('who keeps the house, or runs another line, finds the own talks too', async ({ operator, anotherOperator }) => {
  const { password } = operator.house.addStaff('els', ['--administrator', '--operator', 'clbchat']);
  await logsIn(operator, 'els', password);
  await operator.sees('Mensen en rollen');
  await operator.page.getByRole('link', { name: 'Gesprekken' }).click();
  await operator.sees('Je eigen afgelopen gesprekken.');
  await operator.isAccessible();
  await picture(operator, 'own');
  await operator.page.getByRole('link', { name: 'Beheer' }).click();
  await operator.sees('Mensen en rollen');

  operator.house.addLine('avond', 'Avondlijn', 'mia');
  const runs = operator.house.addStaff('lien', ['--coordinator', 'avond', '--operator', 'clbchat']);
  const lien = await anotherOperator();
  await logsIn(lien, 'lien', runs.password);
  await lien.page.getByRole('link', { name: 'Gesprekken', exact: true }).click();
  await lien.sees('Afgelopen gesprekken van de chatlijn.');
  await lien.page.getByRole('group', { name: 'Chatlijn' }).getByRole('button', { name: 'CLBch@t' }).click();
  await lien.sees('Je eigen afgelopen gesprekken.');
  await lien.isAccessible();
  await picture(lien, 'lines');
});

test('no name makes the page of the house wider than its window, and roles stay whole', async ({ operator, anotherOperator }) => {
  const { house } = operator;
  const login = 'w'.repeat(40);
  const { password } = house.addStaff(login, ['--administrator', '--auditor']);
  for (const width of [1440, 375]) {
    const one = await anotherOperator({ viewport: { width, height: 812 } });
    await logsIn(one, login, password);
    await one.sees('Mensen en rollen');
    const added = await one.page.request.post(`${house.url}/api/house/staff`, {
      headers: { Origin: house.url },
      data: { login: `w${width}`, name: 'w'.repeat(80), alias: `W${width}`, roles: [] },
    });
    expect(added.status()).toBe(201);
    await one.page.reload();
    await one.sees('account gemaakt');
    expect(await one.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const lines = await one.page.getByText('chatmedewerker (CLBch@t)').filter({ visible: true }).first().evaluate((role) => {
      const word = document.createRange();
      word.setStart(role.firstChild!, 0);
      word.setEnd(role.firstChild!, 'chatmedewerker'.length);
      return word.getClientRects().length;
    });
    expect(lines).toBe(1);
  }
});

test('who reads a talk while its visitor deletes it reads it no more; a shorter period is saved by its own button alone', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  await talk(visitor, operator);
  await visitor.says('mijn geheim');
  await operator.sees('mijn geheim');
  await operator.ends();
  const greet = await anotherOperator();
  await logsIn(greet, 'greet', greet.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await greet.page.getByRole('link', { name: 'Gesprekken', exact: true }).click();
  await greet.page.getByRole('button', { name: /^Openen/ }).click();
  await greet.page.getByLabel('Noodsituatie').check();
  await greet.page.getByRole('button', { name: 'Lezen', exact: true }).click();
  await greet.page.getByLabel('Wie vraagt het, en op welke grond?').fill('Politie Gent');
  await greet.page.getByRole('button', { name: 'Nu openen', exact: true }).click();
  await greet.sees('mijn geheim');
  await greet.page.getByRole('button', { name: 'Terug naar de lijst' }).click();
  await greet.sees('leesbaar tot');
  await greet.page.getByRole('button', { name: /^Openen/ }).click();
  await greet.page.getByLabel('Nalezen voor de kwaliteit').check();
  await greet.page.getByRole('button', { name: 'Lezen', exact: true }).click();
  await greet.sees('mijn geheim');
  await visitor.page.getByRole('button', { name: 'Mijn gesprek wissen' }).click();
  await visitor.page.getByRole('button', { name: 'Ja, wis het' }).click();
  await greet.sees('De woorden van dit gesprek zijn gewist.');
  await expect(greet.page.getByText('mijn geheim')).toHaveCount(0);
  await greet.page.getByRole('button', { name: 'Terug naar de lijst' }).click();
  await greet.sees('De reden is gewist, samen met het gesprek.');
  await expect(greet.page.getByText('leesbaar tot')).toHaveCount(0);

  await greet.page.goto(`${greet.house.url}/office/retention`);
  let saved = 0;
  greet.page.on('request', (request) => (saved += Number(request.method() === 'PUT')));
  const change = greet.page.getByRole('button', { name: 'Wijzig Woorden van gesprekken' });
  await change.click();
  const days = greet.page.getByLabel('Hoeveel dagen?');
  await expect(days).toBeFocused();
  await days.fill('400');
  await days.press('Enter');
  await greet.sees('Hoogstens 365 dagen.');
  await days.fill('30');
  await days.press('Enter');
  await greet.sees(/Met 30 dagen wordt/);
  await days.press('Enter');
  await greet.page.getByRole('button', { name: 'Bekijk wat er weggaat' }).press('Enter');
  expect(saved).toBe(0);
  await greet.isAccessible();
  await picture(greet, 'retention');
  await greet.page.getByRole('button', { name: 'Ja, 30 dagen' }).click();
  await greet.sees('Bewaard: Woorden van gesprekken, 30 dagen.');
  await expect(change).toBeFocused();
  expect(saved).toBe(1);
});
