import type { House } from './house.ts';
import type { Operator, Visitor } from './people.ts';
import { expect, talk, test } from './cast.ts';

// Robin on a phone talks with Noor; Vera answers on another line of this server.
const privacy = 'We bewaren een gesprek 30 dagen. Daarna is het weg.';

async function addPartner(house: House, partner: object): Promise<void> {
  const greet = house.staff.find(({ login }) => login === 'greet')!;
  const post = async (path: string, body: object, cookie = '') => {
    const headers = { Origin: house.url, 'Content-Type': 'application/json', Cookie: cookie };
    const answer = await fetch(house.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const session = await post('/api/session', { login: greet.login, password: greet.password });
  const rules = { nl: privacy, 'nl-u': privacy, en: privacy };
  const whole = { about: 'Voor wie wil praten over thuis.', privacy: rules, target: null, url: null, take_minutes: 10, ...partner };
  await post('/api/lines/clbchat/partners', whole, session.headers.getSetCookie()[0]!.split(';')[0]);
}

async function bothLines(house: House, vera: Operator): Promise<void> {
  house.addLine('praat', 'Praatlijn', 'vera');
  await addPartner(house, { name: 'Praatlijn', target: 'praat' });
  await vera.logsIn('vera');
  await vera.page.getByRole('button', { name: 'Praatlijn' }).click();
  await vera.goesOnline();
}

async function asks(noor: Operator, partner: string, summary = ''): Promise<void> {
  await noor.page.getByRole('button', { name: 'Doorverwijzen' }).click();
  await noor.page.getByRole('radio', { name: partner }).check();
  if (summary) await noor.page.getByLabel('Samenvatting').fill(summary);
  await noor.page.getByRole('button', { name: 'Vraag het aan Robin' }).click();
  await noor.sees(/Robin leest de vraag/);
}

const shots = process.env.SHOTS;
const card = (visitor: Visitor) => visitor.page.locator('[data-handover]');

test('a yes with the summary: Noor stays until Vera greets, and the page goes on with her', async ({ visitor, operator, anotherOperator, house }) => {
  const vera = await anotherOperator();
  await bothLines(house, vera);
  await talk(visitor, operator);
  await visitor.says('thuis is er alleen maar ruzie');
  await operator.sees('thuis is er alleen maar ruzie');

  await operator.page.getByRole('button', { name: 'Doorverwijzen' }).click();
  await operator.sees('nu is er iemand vrij');
  await operator.isAccessible();
  await operator.page.getByRole('button', { name: 'Annuleren' }).click();
  await asks(operator, 'Praatlijn', 'Robin heeft het moeilijk thuis.');

  await visitor.sees('Noor stelt voor om je verder te laten praten met iemand van Praatlijn');
  await visitor.sees('Robin heeft het moeilijk thuis.');
  await visitor.sees(privacy);
  await visitor.isAccessible();
  await card(visitor).getByRole('checkbox', { name: 'Ja, geef deze tekst ook door' }).check();
  await card(visitor).getByRole('button', { name: 'Ja, dat is goed' }).click();
  await visitor.sees('Je staat vooraan bij Praatlijn');
  await operator.sees(/zei ja en wacht vooraan/);
  await visitor.says('blijf je nog even?');
  await operator.sees('blijf je nog even?');

  await vera.sees('van CLBch@t');
  await vera.takes('Robin');
  await vera.sees('Robin heeft het moeilijk thuis.');
  await visitor.sees('Iemand van Praatlijn komt eraan');
  await visitor.isWith('Noor');
  await vera.says('Dag Robin, ik ben Vera.');
  await visitor.isWith('vera');
  await visitor.sees('Hier begint je gesprek met Praatlijn');
  await visitor.sees('Dag Robin, ik ben Vera.');
  await expect(visitor.log.getByText('thuis is er alleen maar ruzie')).toBeVisible();
  await visitor.isAccessible();
  await operator.sees('Praatlijn heeft Robin begroet.');
  await operator.sees('concept bewaard');
  await vera.isAccessible();

  await visitor.says('dag Vera');
  await vera.sees('dag Vera');
  await expect(vera.page.getByText('ruzie')).toHaveCount(0);
  await visitor.page.reload();
  await visitor.isWith('vera');
  await expect(visitor.log.getByText('thuis is er alleen maar ruzie')).toBeVisible();
  await vera.ends();
  await visitor.sees('vera heeft het gesprek afgerond');
  expect(await visitor.page.evaluate(() => sessionStorage.length + localStorage.length)).toBe(0);
});

test('a no, and a yes that is taken back: nothing changes', async ({ visitor, operator, anotherOperator, house }) => {
  await bothLines(house, await anotherOperator());
  await talk(visitor, operator);
  await asks(operator, 'Praatlijn');
  await card(visitor).getByRole('button', { name: 'Nee, liever niet' }).click();
  await visitor.sees('Goed, er verandert niets');
  await operator.sees('Robin wil niet naar Praatlijn');
  await operator.page.getByRole('button', { name: 'Oké' }).click();

  await asks(operator, 'Praatlijn');
  await card(visitor).getByRole('button', { name: 'Ja, dat is goed' }).click();
  await expect(operator.page.getByRole('button', { name: 'Beëindigen' })).toHaveCount(0);
  await card(visitor).getByRole('button', { name: 'Toch liever niet' }).click();
  await visitor.sees('Je blijft hier');
  await card(visitor).getByRole('button', { name: 'Oké' }).click();
  await expect(card(visitor)).toHaveCount(0);
  await visitor.says('ik blijf liever bij jou');
  await operator.sees('ik blijf liever bij jou');
  await operator.ends();
});

test.describe('in quick time', () => {
  test.use({ settings: { 'clock.speed': '60' } });
  test('nobody of the other line comes in time', async ({ visitor, operator, anotherOperator, house }) => {
    await bothLines(house, await anotherOperator());
    await talk(visitor, operator);
    await asks(operator, 'Praatlijn');
    await card(visitor).getByRole('button', { name: 'Ja, dat is goed' }).click();
    await visitor.sees('Je staat vooraan bij Praatlijn');
    await expect(visitor.page.getByText('Bij Praatlijn is er nu niemand vrij')).toBeVisible({ timeout: 20_000 });
    await operator.sees('Bij Praatlijn was niemand vrij');
    await visitor.isWith('Noor');
  });
});

test('a link is opened by the visitor, by keyboard, and the office counts it', async ({ visitor, operator, house, anotherOperator }) => {
  await addPartner(house, { name: 'Elders', url: `${house.url}/` });
  await talk(visitor, operator);
  await asks(operator, 'Elders');
  await visitor.sees('Noor stelt voor om eens te kijken bij Elders');
  await visitor.isAccessible();
  const opened = visitor.page.context().waitForEvent('page');
  await card(visitor).getByRole('link', { name: 'Ja, ik open het zelf' }).press('Enter');
  expect((await opened).url()).toBe(`${house.url}/`);
  await visitor.sees('Je koos om zelf bij Elders te kijken');
  await operator.sees('Robin koos om Elders zelf te openen');

  const greet = await anotherOperator();
  await greet.page.goto(`${house.url}/office`);
  await greet.page.getByLabel('Gebruikersnaam').fill('greet');
  await greet.page.getByLabel('Wachtwoord').fill(house.staff.find(({ login }) => login === 'greet')!.password);
  await greet.page.getByRole('button', { name: 'Inloggen' }).click();
  await greet.sees('De chatlijn is');
  await greet.page.goto(`${house.url}/office/partners`);
  await expect(greet.page.getByRole('row', { name: /^Elders 1 0 0 0 0 0 1$/ })).toBeVisible();
  await greet.isAccessible();
});

const example = 'Nu praat ik erover (voorbeeld)';

test('with what the demo brings: an account on an example line takes the talk there', async ({ visitor, operator, anotherOperator }) => {
  const amber = await anotherOperator();
  await amber.works('amber');
  await talk(visitor, operator);
  await visitor.says('ik wil erover praten');
  await operator.sees('ik wil erover praten');
  await operator.page.getByRole('button', { name: 'Doorverwijzen' }).click();
  await expect(operator.page.getByRole('radio', { name: 'Autisme Chat (voorbeeld)' })).toBeDisabled();
  await operator.page.getByRole('radio', { name: example }).check();
  await operator.page.getByLabel('Thema dat meegaat').selectOption({ label: 'Negatieve gevoelens' });
  await operator.page.getByLabel('Samenvatting').fill('Robin wil vertellen wat er thuis gebeurt.');
  if (shots) await operator.page.screenshot({ path: `${shots}/refer.png` });
  await operator.isAccessible();
  await operator.page.getByRole('button', { name: 'Vraag het aan Robin' }).click();
  await visitor.sees('Dit is een voorbeeld, niet de echte Nu praat ik erover.');
  await visitor.sees('Negatieve gevoelens');
  await expect(card(visitor).getByRole('heading', { name: /^Noor stelt voor/ })).toBeInViewport({ ratio: 1 });
  if (shots) await visitor.page.screenshot({ path: `${shots}/refer-card.png` });
  await expect(operator.page.getByRole('button', { name: 'Doorgeven' })).toHaveCount(0);
  await card(visitor).getByRole('button', { name: 'Ja, dat is goed' }).click();
  await operator.sees(/zei ja en wacht vooraan/);
  if (shots) await operator.page.screenshot({ path: `${shots}/refer-underway.png` });
  await amber.takes('Robin');
  if (shots) await amber.page.screenshot({ path: `${shots}/refer-there.png` });
  await amber.page.getByRole('button', { name: 'English' }).click();
  await amber.sees('Theme: Negative feelings');
  await amber.page.getByRole('button', { name: 'Nederlands' }).click();
  await amber.says('Dag Robin, ik ben Amber.');
  await visitor.isWith('Amber');
  await visitor.sees(`Hier begint je gesprek met ${example}`);
  await visitor.sees('Dag Robin, ik ben Amber.');
  if (shots) await visitor.page.screenshot({ path: `${shots}/refer-goes-on.png` });
  await amber.isAccessible();
  await visitor.page.getByRole('button', { name: 'Gesprek stoppen' }).click();
  await visitor.page.getByRole('button', { name: 'Ja, stoppen' }).click();
  await amber.sees('Robin heeft het gesprek gestopt');
});

test('an example says to who comes by that it is not the real line', async ({ visitor, anotherOperator }) => {
  await (await anotherOperator()).works('amber');
  await visitor.opens('/nu-praat-ik-erover');
  await visitor.sees('Dit is een voorbeeld om Onthaal uit te proberen, niet de echte chat van Nu praat ik erover: die vind je op nupraatikerover.be.');
  await visitor.sees('We bewaren het gesprek 30 dagen.');
  if (shots) await visitor.page.screenshot({ path: `${shots}/example.png`, fullPage: true });
  await visitor.isAccessible();
  await visitor.page.getByRole('button', { name: 'English' }).click();
  await visitor.sees('This is an example for trying Onthaal');
});

test('a moment at a closed partner, by keyboard from where one refers', async ({ visitor, operator, house }) => {
  const boss = await house.as(house.addCoordinator('awel', 'mieke'));
  await boss('PUT', '/api/lines/awel/slots', { second_talks: true });
  const day = new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
  await boss('POST', '/api/lines/awel/slots', { day, at: '17:00', minutes: 45, worker: null, weeks: 1 });
  await talk(visitor, operator);
  await operator.page.keyboard.press('Escape');
  await operator.page.keyboard.press('v');
  const moment = operator.page.getByRole('button', { name: 'Spreek daar een moment af (1 vrij) Awel (voorbeeld)' });
  await expect(moment).toBeVisible();
  if (shots) await operator.page.screenshot({ path: `${shots}/refer-moment.png` });
  await moment.press('Enter');
  const when = operator.page.getByLabel('Moment', { exact: true });
  await expect(when).toBeFocused();
  await expect(when.locator('option:checked')).toHaveText(/bij Awel \(voorbeeld\)/);
  if (shots) await operator.page.screenshot({ path: `${shots}/refer-moment-chosen.png` });
  await operator.isAccessible();
  await operator.page.getByRole('button', { name: 'Voorstellen' }).first().click();
  await visitor.sees('Dit is een voorbeeld, niet de echte Awel.');
  await visitor.page.getByRole('button', { name: 'Ja, graag' }).click();
  await expect(visitor.page.getByText(/^8\d{3} \d{4} \d{4} \d{4}$/)).toBeVisible();
  const greet = await house.as(house.staff.find(({ login }) => login === 'greet')!);
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Brussels' });
  const counts = (await greet('GET', `/api/lines/clbchat/handovers/${today}/${today}`)) as { partners: { name: string; booked: number }[] };
  expect(counts.partners.filter(({ booked }) => booked).map(({ name, booked }) => [name, booked])).toEqual([['Awel (voorbeeld)', 1]]);
});
