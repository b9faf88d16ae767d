import type { Locator } from '@playwright/test';
import { expect, test } from './cast.ts';
import type { Operator } from './people.ts';

const button = (one: Operator, name: string | RegExp): Locator => one.page.getByRole('button', { name });
const pages = {
  Cijfers: 'Vraag het over een thema',
  'Thema’s door de jaren': 'Nog geen thema gekozen',
  Briefing: 'op de desk staat nog geen nummer',
  Openingsuren: 'Er gelden nog geen openingsuren.',
  'Nepoproepen nalezen': 'Er is nu niets om na te lezen.',
  Veelchatters: 'Niemand kwam de laatste',
  Beoordelingen: 'Hier komen de teksten',
  'Tweede gesprek': 'Er zijn nog geen momenten.',
  Plannen: 'Er zijn geen plannen.',
  Team: 'mensen kunnen inloggen',
  Standaardzinnen: 'Chatmedewerkers vinden ze door te typen',
  Leidraad: 'Wat chatmedewerkers naast een gesprek lezen',
  Meekijken: 'Wie hulp vraagt, staat bovenaan',
  Verwijskaart: 'plekken op de kaart',
  Partners: 'Nu praat ik erover',
  'Privacy en andere teksten': 'Elke publicatie blijft bewaard.',
  'Thema’s en keuzes': 'Waarover een gesprek ging',
  'Wat we bewaren': 'Woorden van gesprekken blijven 90 dagen',
  'Instellingen en teksten': 'Zo ziet een bezoeker het',
  Nu: 'De chatlijn is open.',
};

async function coordinates(one: Operator): Promise<void> {
  await one.page.goto(`${one.house.url}/office`);
  await one.page.getByLabel('Gebruikersnaam').fill('greet');
  await one.page.getByLabel('Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await button(one, 'Inloggen').click();
  await one.sees('De chatlijn is');
}

// On a phone the list of pages is behind a button.
async function chooses(one: Operator, page: keyof typeof pages): Promise<void> {
  const menu = button(one, /^Menu/);
  if (await menu.isVisible()) await menu.click();
  await one.page.getByRole('link', { name: page, exact: true }).click();
}

async function turnsTo(one: Operator, page: keyof typeof pages): Promise<void> {
  await chooses(one, page);
  await expect(one.page.getByRole('heading', { level: 1, name: page, exact: true })).toBeFocused();
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };

for (const [colorScheme, viewport] of [
  ['light', phone],
  ['dark', phone],
  ['light', desktop],
  ['dark', desktop],
] as const) {
  test.describe(`${colorScheme} at ${viewport.width}`, () => {
    test('every page of the office is accessible', async ({ anotherOperator, visitor, operator }) => {
      test.slow();
      const greet = await anotherOperator({ colorScheme, viewport });
      await coordinates(greet);
      for (const [page, says] of Object.entries(pages)) {
        await turnsTo(greet, page as keyof typeof pages);
        await greet.sees(says);
        await greet.isAccessible();
        const wider = await greet.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider).toBeLessThanOrEqual(0);
      }
      // What one fills in, and what it asks.
      await turnsTo(greet, 'Team');
      await button(greet, 'Iemand toevoegen').click();
      await button(greet, 'Bewaren').click();
      await greet.sees('Kijk na wat in het rood staat');
      await greet.isAccessible();
      await button(greet, 'Annuleren').click();
      await turnsTo(greet, 'Standaardzinnen');
      await button(greet, /^Wijzig/).first().click();
      await greet.page.getByLabel('Titel').fill('Een andere titel');
      await chooses(greet, 'Verwijskaart');
      await greet.sees('nog niet bewaard');
      await greet.isAccessible();
      await button(greet, 'Ja, zonder bewaren').click();
      await button(greet, /^Wijzig/).first().click();
      await greet.isAccessible();
      await turnsTo(greet, 'Thema’s en keuzes');
      await button(greet, 'Onderwerpen').click();
      await button(greet, /^Wijzig/).first().click();
      await greet.isAccessible();

      await visitor.starts('Robin');
      await turnsTo(greet, 'Nu');
      await greet.sees('Er wacht 1 bezoeker');
      await operator.works();
      await operator.takes('Robin');
      await greet.sees('Er loopt 1 gesprek.');
      await button(greet, 'Chatlijn sluiten').click();
      await greet.isAccessible();
    });
  });
}

test('who is no coordinator reads so', async ({ operator }) => {
  await operator.works();
  await operator.page.goto(`${operator.house.url}/office`);
  await operator.sees('Deze pagina is voor coördinatoren');
  await expect(operator.page.getByRole('link', { name: 'Mijn afgelopen gesprekken' })).toBeVisible();
  await operator.isAccessible();
});

test('who plans is sent to no page that is not there for them', async ({ operator }) => {
  const { password } = operator.house.addStaff('pol', ['--planner', 'clbchat']);
  const { page, house } = operator;
  await page.goto(`${house.url}/desk`);
  await page.getByLabel('Gebruikersnaam').fill('pol');
  await page.getByLabel('Wachtwoord').fill(password);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await operator.sees('Deze pagina is voor chatmedewerkers');
  await expect(page.getByRole('main').getByRole('link')).toHaveText(['Mijn account']);
  await operator.isAccessible();
  await page.goto(`${house.url}/office`);
  await operator.sees('Deze pagina is voor coördinatoren');
  await expect(page.getByRole('main').getByRole('link')).toHaveCount(0);
});

test('closing the line: who waits stays, who comes reads that it is closed', async ({ visitor, operator, anotherVisitor }) => {
  await coordinates(operator);
  await visitor.starts('Robin');
  await operator.sees('Er wacht 1 bezoeker');
  await button(operator, 'Chatlijn sluiten').click();
  await operator.sees('De bezoeker die wacht, blijft staan');
  await button(operator, 'Ja, sluiten').click();
  await operator.sees('De chatlijn is gesloten.');

  const late = await anotherVisitor();
  await late.opens();
  await late.sees('De chat is nu gesloten');
  await visitor.sees('Even geduld, Robin');

  await button(operator, 'Chatlijn openen').click();
  await button(operator, 'Ja, openen').click();
  await operator.sees('De chatlijn is open.');
  await late.opens();
  await late.sees('Goed om te weten');
});

test('without the server the office says so, keeps what was typed, and goes on by itself', async ({ operator, house }) => {
  await coordinates(operator);
  await turnsTo(operator, 'Standaardzinnen');
  await button(operator, 'Zin toevoegen').click();
  await operator.page.getByLabel('Titel').fill('Rustig ademen');
  await operator.page.getByLabel('Zin', { exact: true }).fill('Adem eens rustig in en uit.');
  await house.crash();
  await operator.sees('Geen verbinding. We proberen opnieuw…');
  await button(operator, 'Bewaren').click();
  await operator.sees('Er is niets bewaard');
  await operator.isAccessible();
  await house.start();
  await operator.sees('De chatlijn is open');
  await button(operator, 'Bewaren').click();
  await expect(button(operator, 'Wijzig Rustig ademen')).toBeVisible();
});

test('somebody new logs in with the password that is shown once', async ({ operator, anotherOperator }) => {
  await coordinates(operator);
  await turnsTo(operator, 'Team');
  await button(operator, 'Iemand toevoegen').click();
  await operator.page.getByLabel('Gebruikersnaam').fill('noor');
  await operator.page.getByLabel('Naam', { exact: true }).fill('Els Vermeulen');
  await operator.page.getByLabel('Schuilnaam').fill('Els');
  await button(operator, 'Bewaren').click();
  await operator.sees('Deze gebruikersnaam bestaat al');
  await operator.page.getByLabel('Gebruikersnaam').fill('els');
  await button(operator, 'Bewaren').click();
  await operator.sees('Wachtwoord van Els');
  const password = await operator.page.locator('code').innerText();
  await button(operator, 'Klaar').click();
  await operator.sees('Els Vermeulen');

  const els = await anotherOperator();
  await els.logsIn('els', password);
  await expect(els.page.getByRole('button', { name: 'Uitloggen' })).toBeVisible();

  // The last coordinator stays one.
  await button(operator, 'Wijzig Greet').click();
  await operator.page.getByLabel('coördinator').uncheck();
  await operator.page.getByLabel('chatmedewerker').check();
  await button(operator, 'Bewaren').click();
  await operator.sees('Dit is de laatste coördinator');
});

test('a text of the line is what a visitor reads; two who save are told', async ({ operator, anotherOperator, visitor }) => {
  await coordinates(operator);
  await turnsTo(operator, 'Instellingen en teksten');
  const other = await anotherOperator();
  await coordinates(other);
  await turnsTo(other, 'Instellingen en teksten');
  await other.sees('Zo ziet een bezoeker het');

  const welcome = operator.page.getByLabel('Welkom', { exact: true });
  await welcome.fill('Dag jij! Vertel maar.');
  await expect(operator.page.getByRole('region', { name: 'Eerste pagina' })).toContainText('Dag jij! Vertel maar.');
  await operator.sees('Nog in te vullen');
  await button(operator, 'u (ouders en leerkrachten)').click();
  await welcome.fill('Dag! Vertelt u maar.');
  await button(operator, 'Engels').click();
  await welcome.fill('Hi! Tell us.');
  await button(operator, 'Bewaren').click();
  await operator.sees('Het geldt meteen');
  await visitor.opens();
  await visitor.sees('Dag jij! Vertel maar.');

  await other.page.getByLabel('Hoogstens wachtend').fill('12');
  await button(other, 'Bewaren').click();
  await other.sees('Iemand anders bewaarde deze instellingen intussen');
  await other.isAccessible();
  await button(other, 'Bekijk wat die bewaarde').click();
  await button(other, 'Ja, zonder bewaren').click();
  await expect(other.page.getByLabel('Welkom', { exact: true })).toHaveValue('Dag jij! Vertel maar.');
});

test('what the line keeps: add, change, take away', async ({ operator }) => {
  await coordinates(operator);
  await turnsTo(operator, 'Standaardzinnen');
  await button(operator, 'Zin toevoegen').click();
  await operator.page.getByLabel('Titel').fill('Rustig ademen');
  await operator.page.getByLabel('Zin', { exact: true }).fill('Adem eens rustig in en uit.');
  await button(operator, 'Bewaren').click();
  await operator.page.getByLabel('Zoek een zin').fill('ademen');
  await button(operator, 'Wijzig Rustig ademen').click();
  await button(operator, 'Verwijderen').click();
  await button(operator, 'Ja, verwijderen').click();
  await operator.sees('Niets gevonden');

  await turnsTo(operator, 'Verwijskaart');
  await button(operator, 'Plek toevoegen').click();
  await operator.page.getByLabel('Naam', { exact: true }).fill('CLB van het dorp');
  await operator.page.getByLabel('Website').fill('geen adres');
  await button(operator, 'Bewaren').click();
  await expect(operator.page.getByLabel('Website')).toBeFocused();
  await operator.page.getByLabel('Website').fill('https://example.be');
  await button(operator, 'Bewaren').click();
  await operator.sees('CLB van het dorp');

  await turnsTo(operator, 'Thema’s en keuzes');
  await button(operator, 'Thema toevoegen').click();
  await operator.page.getByLabel('Naam', { exact: true }).fill('Schermtijd');
  await operator.page.getByLabel('Psychisch en sociaal functioneren (PSF)').check();
  await button(operator, 'Bewaren').click();
  await button(operator, 'Wijzig Schermtijd').click();
  await operator.page.getByLabel('Vanaf').fill('2020-01-01');
  await operator.page.getByLabel('Tot en met').fill('2020-12-31');
  await button(operator, 'Bewaren').click();
  await expect(operator.page.getByRole('row', { name: /Schermtijd.*niet meer/ })).toBeVisible();
});
