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
