import type { Locator } from '@playwright/test';
import { expect, talk, test } from './cast.ts';
import type { Operator } from './people.ts';

const button = (one: Operator, name: string | RegExp): Locator => one.page.getByRole('button', { name });

async function coordinates(one: Operator): Promise<void> {
  await one.page.goto(`${one.house.url}/office`);
  await one.page.getByLabel('Gebruikersnaam').fill('greet');
  await one.page.getByLabel('Wachtwoord').fill(one.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await button(one, 'Inloggen').click();
  await one.sees('De chatlijn is');
}

const wholePage = async (one: { page: Operator['page'] }) => one.page.locator('body').innerText();

test('Noor asks help, Greet looks along and whispers, and Robin notices nothing', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  test.slow();
  const frames: string[] = [];
  visitor.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await talk(visitor, operator);
  const greet = await anotherOperator();
  await coordinates(greet);
  await visitor.says('ik zie het niet meer zitten');
  await operator.reads(['ik zie het niet meer zitten']);
  await expect(visitor.page.getByText('ik zie het niet meer zitten')).toBeVisible();
  const before = await wholePage(visitor);

  // From the message itself.
  await operator.log.getByText('ik zie het niet meer zitten').hover();
  await button(operator, 'Vraag hulp bij dit bericht').click();
  await expect(operator.page.getByLabel('Waarbij?')).toBeFocused();
  await operator.page.keyboard.type('hoe vraag ik door?');
  await operator.page.keyboard.press('Enter');
  await operator.sees('Hulp gevraagd om');
  await operator.isAccessible();

  // Greet hears it wherever she is in the office.
  await greet.sees('Noor vraagt hulp');
  await greet.page.getByRole('button', { name: 'Meekijken', exact: true }).click();
  await greet.sees('vraagt hulp in een gesprek');
  await greet.isAccessible();
  await button(greet, /^Meekijken met Noor/).click();
  await expect(greet.page.getByLabel('Waarom kijk je mee?')).toHaveValue('asked');
  await greet.page.getByRole('button', { name: 'Meekijken', exact: true }).click();
  await greet.sees('ik zie het niet meer zitten');
  await greet.sees('hoe vraag ik door?');
  await expect(greet.page.getByRole('textbox', { name: 'Schrijf een bericht' })).toHaveCount(0);
  await operator.sees('Greet kijkt mee: op jouw vraag');
  await greet.page.getByLabel('Schrijf aan Noor').fill('Vraag of er een plan is.');
  await greet.page.keyboard.press('Enter');
  await operator.sees('Vraag of er een plan is.');
  await greet.isAccessible();

  // The steps, the emergency card, and who was called in.
  await button(operator, 'Leidraad').click();
  await operator.page.getByText('Gesprek over zelfmoord').click();
  await operator.page.getByRole('checkbox', { name: /Een plan of voorbereidingen/ }).check();
  await operator.sees('1 van 8');
  await operator.page.getByText('Noodkaart').click();
  await operator.sees('Zelfmoordlijn: 1813');
  await operator.page.getByText('Wie erbij gehaald is').click();
  await button(operator, 'Vastleggen').click();
  await operator.page.getByLabel('Wie', { exact: true }).selectOption('suicide_line');
  await operator.page.getByLabel('Waarom').fill('samen gebeld');
  await button(operator, 'Bewaren').click();
  await operator.sees('de Zelfmoordlijn (1813), akkoord: niet gevraagd, door Noor');
  await operator.isAccessible();

  // Also after a reload one sees who looks along, and what was said.
  await operator.page.reload();
  await operator.sees('Greet kijkt mee: op jouw vraag');
  await button(operator, /^Overleg/).click();
  await operator.sees('Vraag of er een plan is.');

  expect(await wholePage(visitor)).toBe(before);
  expect(frames.join('\n')).not.toMatch(/plan is|Greet|coach|whisper|zelfmoord|samen gebeld|help\.asked/);

  await button(greet, 'Stoppen met meekijken').click();
  await expect(operator.page.getByText('Greet kijkt mee')).toHaveCount(0);
});

test('a coach who reloads is where she was, with the question; the page closed, Noor soon sees that she is gone', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  test.slow();
  await talk(visitor, operator);
  await visitor.says('ik zie het niet meer zitten');
  await operator.reads(['ik zie het niet meer zitten']);
  await operator.log.getByText('ik zie het niet meer zitten').hover();
  await button(operator, 'Vraag hulp bij dit bericht').click();
  await operator.page.getByLabel('Waarbij?').fill('hoe vraag ik door?');
  await operator.page.keyboard.press('Enter');
  const greet = await anotherOperator();
  await coordinates(greet);
  await greet.page.getByRole('link', { name: 'Meekijken', exact: true }).click();
  await button(greet, /^Meekijken met Noor/).click();
  await greet.page.getByRole('button', { name: 'Meekijken', exact: true }).click();
  await operator.sees('Greet kijkt mee: op jouw vraag');

  await greet.page.reload();
  await greet.sees('hoe vraag ik door?');
  await expect(greet.page.getByRole('log', { name: /om mee te lezen/ })).toContainText('ik zie het niet meer zitten');
  await button(greet, 'Toon in het gesprek').click();
  await expect(greet.page.locator('[data-number]:focus')).toContainText('ik zie het niet meer zitten');
  await greet.isAccessible();
  await operator.sees('Greet kijkt mee: op jouw vraag');

  await greet.page.getByRole('link', { name: 'Nu', exact: true }).click();
  await expect(operator.page.getByText('Greet kijkt mee')).toHaveCount(0);
});

test('by keyboard alone: the steps in a talk about suicide, the emergency card, a record; nothing of it reaches Robin', async ({
  visitor,
  operator,
}) => {
  test.slow();
  const frames: string[] = [];
  visitor.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await talk(visitor, operator);
  await visitor.says('ik wil er niet meer zijn');
  await operator.reads(['ik wil er niet meer zijn']);
  await expect(visitor.page.getByText('ik wil er niet meer zijn')).toBeVisible();
  const before = await wholePage(visitor);
  const heardBefore = frames.length;
  const { keyboard } = operator.page;
  const tabsTo = async (what: Locator) => {
    for (let i = 0; i < 60 && !(await what.evaluate((element) => element === document.activeElement)); ++i) await keyboard.press('Tab');
    await expect(what).toBeFocused();
  };

  await operator.log.focus();
  await keyboard.press('l');
  await tabsTo(operator.page.locator('[data-guide="suicide"] summary'));
  await keyboard.press('Enter');
  for (const step of [/Denken aan de dood/, /Een plan of voorbereidingen/]) {
    await tabsTo(operator.page.getByRole('checkbox', { name: step }));
    await keyboard.press('Space');
  }
  await operator.sees('2 van 8');
  await operator.isAccessible();
  await keyboard.press('Space');
  await operator.sees('1 van 8');
  await keyboard.press('Space');
  await operator.sees('2 van 8');

  await tabsTo(operator.page.getByText('Wie erbij gehaald is'));
  await keyboard.press('Enter');
  await tabsTo(button(operator, 'Vastleggen'));
  await keyboard.press('Enter');
  const field = (name: string) => operator.page.getByLabel(name, { exact: true });
  await tabsTo(field('Wie'));
  await keyboard.type('de hulpdiensten');
  await tabsTo(field('Was de bezoeker akkoord?'));
  await keyboard.type('ja');
  await tabsTo(field('Waarom'));
  await keyboard.type('ze heeft pillen klaarliggen');
  await tabsTo(field('Wie besliste mee?'));
  await keyboard.type('Greet');
  await tabsTo(button(operator, 'Bewaren'));
  await keyboard.press('Enter');
  await operator.sees('de hulpdiensten (112), akkoord: ja, door Noor, samen met Greet');
  await operator.sees('ze heeft pillen klaarliggen');

  // The card, too; and it is all there again after a reload.
  await operator.page.reload();
  await operator.log.focus();
  await keyboard.press('l');
  await tabsTo(operator.page.locator('[data-guide="emergency"] summary'));
  await keyboard.press('Enter');
  await operator.sees('Nu in gevaar: 112');
  await operator.sees('2 van 8');
  await operator.isAccessible();

  expect(await wholePage(visitor)).toBe(before);
  expect(frames.slice(heardBefore).join('\n')).not.toMatch(/zelfmoord|hulpdiensten|pillen|Greet|step|escalation|case:/);
});

test('a line without texts takes over those of Onthaal, and keeps what it changed', async ({ anotherOperator }) => {
  const greet = await anotherOperator();
  await coordinates(greet);
  await greet.page.getByRole('link', { name: 'Leidraad', exact: true }).click();
  await button(greet, /^Wijzig.*Awel/).click();
  await button(greet, 'Verwijderen').click();
  await button(greet, 'Ja, verwijderen').click();
  await expect(greet.page.getByRole('rowheader', { name: /Awel/ })).toHaveCount(0);
  await button(greet, 'Standaardteksten overnemen').click();
  await greet.sees('De standaardteksten staan erbij.');
  await expect(greet.page.getByRole('rowheader', { name: /^Awel/ })).toHaveCount(1);
  await greet.isAccessible();
});

test('what operators read beside a talk is written in the office', async ({ visitor, operator, anotherOperator }) => {
  const greet = await anotherOperator();
  await coordinates(greet);
  await greet.page.getByRole('link', { name: 'Leidraad', exact: true }).click();
  await button(greet, /^Wijzig.*Awel/).click();
  await greet.page.getByLabel('Tekst', { exact: true }).fill('Voor jongeren. Ook op zondag.');
  await button(greet, 'Bewaren').click();
  await greet.sees('Ook op zondag.');
  await talk(visitor, operator);
  await button(operator, 'Leidraad').click();
  await operator.page.getByText('Noodkaart').click();
  await operator.sees('Voor jongeren. Ook op zondag.');
});

test.describe('on a phone', () => {
  test('help is asked, and the guide is read', async ({ visitor, anotherOperator }) => {
    const noor = await anotherOperator({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await visitor.starts('Robin');
    await noor.works();
    await noor.takes('Robin');
    await button(noor, 'Vraag hulp').click();
    await button(noor, 'Vraag het').click();
    await noor.sees('Hulp gevraagd om');
    await button(noor, 'Leidraad').click();
    await noor.page.getByText('Noodkaart').click();
    await noor.sees('Nu in gevaar: 112');
    await noor.isAccessible();
    const wider = await noor.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
  });
});

test('a name that Noor takes out of a message goes from every open page', async ({ visitor, operator, anotherOperator }) => {
  await talk(visitor, operator, 'Kathleen');
  await visitor.says('ik heet Kathleen');
  await operator.log.getByText('ik heet Kathleen').hover();
  await button(operator, 'Vraag hulp bij dit bericht').click();
  await operator.page.keyboard.press('Enter');
  const greet = await anotherOperator();
  await coordinates(greet);
  await greet.page.getByRole('button', { name: 'Meekijken', exact: true }).click();
  await button(greet, /^Meekijken met Noor/).click();
  await greet.page.getByRole('button', { name: 'Meekijken', exact: true }).click();
  await expect(greet.page.getByRole('heading', { name: 'Kathleen · Noor' })).toBeVisible();

  await button(operator, 'Iets weghalen').last().focus();
  await operator.page.keyboard.press('Enter');
  await operator.page
    .getByRole('textbox', { name: 'Wat moet er weg uit dit bericht?' })
    .evaluate((box: HTMLTextAreaElement) => box.setSelectionRange('ik heet '.length, box.value.length));
  await button(operator, 'Het aangeduide stuk weghalen').click();
  await expect(operator.page.getByRole('heading', { level: 1, name: '▮▮▮' })).toBeVisible();
  await expect(greet.page.getByRole('heading', { name: '▮▮▮ · Noor' })).toBeVisible();
  for (const page of [operator.page, greet.page]) await expect(page.getByText('Kathleen')).toHaveCount(0);
  await visitor.stops();
  await expect(operator.page.getByRole('heading', { name: 'Te registreren 1' })).toBeVisible();
  await expect(operator.page.getByText('Kathleen')).toHaveCount(0);
});
