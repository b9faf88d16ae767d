import { expect, talk, test } from './cast.ts';
import type { Operator } from './people.ts';

// The clock in Brussels that many minutes from now, and its day.
function soon(minutes: number): { day: string; at: string } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short', timeStyle: 'short' });
  const [day, at] = format.format(Date.now() + minutes * 60_000).split(' ');
  return { day: day!, at: at! };
}

// A coordinator turns second talks on and opens a moment.
async function opensAMoment(boss: Operator, minutes: number): Promise<void> {
  const { page } = boss;
  await page.goto(`${boss.house.url}/office/second`);
  await page.getByLabel('Gebruikersnaam').fill('greet');
  await page.getByLabel('Wachtwoord').fill(boss.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await boss.sees('Er zijn nog geen momenten.');
  await page.getByRole('button', { name: 'Aanzetten' }).click();
  await boss.sees('kunnen binnen een gesprek een tweede voorstellen');
  await page.getByRole('button', { name: 'Momenten openen' }).click();
  const { day, at } = soon(minutes);
  await page.getByLabel('Eerste dag').fill(day);
  await page.getByLabel('Uur', { exact: true }).fill(at);
  await page.getByLabel('Bij wie').selectOption({ label: 'Noor' });
  await boss.isAccessible();
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await expect(page.getByRole('cell', { name: 'vrij' })).toBeVisible();
}

test('a second talk is offered, booked with a code, and opened with it by the same worker', async ({
  visitor,
  operator,
  anotherOperator,
  anotherVisitor,
}) => {
  await opensAMoment(await anotherOperator(), 6);
  await talk(visitor, operator);
  await visitor.says('mag ik morgen nog eens praten?');
  await operator.page.getByRole('button', { name: 'Afspraak' }).click();
  await operator.page.getByLabel('Wat gaat mee').fill('We praten verder over thuis.');
  await operator.page.getByRole('button', { name: 'Voorstellen' }).first().click();
  await operator.sees('Er is nog geen antwoord.');
  await visitor.sees('Nog een gesprek?');
  await visitor.sees('We praten verder over thuis.');
  await visitor.isAccessible();
  await visitor.page.getByRole('button', { name: 'Ja, graag' }).click();
  const code = visitor.page.getByText(/^8\d{3} \d{4} \d{4} \d{4}$/);
  await expect(code).toBeVisible();
  const digits = await code.innerText();
  await visitor.isAccessible();
  await visitor.page.getByRole('button', { name: 'Ik heb ze opgeschreven' }).click();
  await expect(code).toHaveCount(0);
  await operator.sees('Afgesproken:');
  await operator.sees('Afspraken vandaag');
  await operator.isAccessible();
  await operator.ends();
  await operator.registers();

  // At home, on another device.
  const later = await anotherVisitor();
  await later.opens();
  await later.page.getByRole('button', { name: 'Ik heb een code' }).click();
  await later.page.getByLabel('Code', { exact: true }).fill(digits);
  await later.page.getByRole('button', { name: 'Verder', exact: true }).click();
  await later.sees('Je volgende gesprek');
  await later.sees('met Noor');
  await later.isAccessible();
  await later.page.getByRole('button', { name: 'Start het gesprek' }).click();
  await later.sees('Even geduld, Robin');
  await operator.next.click();
  await operator.isWith('Robin');
  await operator.sees('We praten verder over thuis.');
  await later.isWith('Noor');
  await operator.says('fijn dat je er weer bent');
  await later.reads(['fijn dat je er weer bent']);
});

test('the code of an appointment goes on with the talk, and the return code leads to the appointment', async ({
  visitor,
  operator,
  anotherOperator,
  anotherVisitor,
}) => {
  await opensAMoment(await anotherOperator(), 30);
  await talk(visitor, operator);
  const code = visitor.page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/);
  await visitor.page.getByRole('button', { name: 'Terugkeercode' }).click();
  await expect(code).toBeVisible();
  const kept = await code.innerText();
  await visitor.page.getByRole('button', { name: 'Ik heb ze overgeschreven' }).click();
  await operator.page.getByRole('button', { name: 'Afspraak' }).click();
  await operator.page.getByRole('button', { name: 'Voorstellen' }).first().click();
  await visitor.page.getByRole('button', { name: 'Ja, graag' }).click();
  await expect(code).toBeVisible();
  const own = await code.innerText();

  const fillsIn = async (digits: string) => {
    const one = await anotherVisitor();
    await one.opens();
    await one.page.getByRole('button', { name: 'Ik heb een code' }).click();
    await one.page.getByLabel('Code', { exact: true }).fill(digits);
    await one.page.getByRole('button', { name: 'Verder', exact: true }).click();
    return one;
  };
  const phone = await fillsIn(own);
  await phone.isWith('Noor');
  await operator.says('zo, tot dan');
  await phone.reads(['zo, tot dan']);
  await operator.ends();
  await operator.registers();

  const later = await fillsIn(kept);
  await later.sees('Je volgende gesprek');
  await later.page.getByRole('button', { name: 'Afspraak schrappen' }).click();
  await later.sees('Met de code kan je dan enkel nog je gesprek wissen.');
});

test('a plan is agreed in a talk, and is beside the next one only by its code', async ({ visitor, operator, anotherVisitor }) => {
  await talk(visitor, operator);
  await operator.page.getByRole('button', { name: 'Afspraak' }).click();
  await operator.page.getByLabel('Zo doen we het').fill('We beginnen met wat goed ging.');
  await operator.page.getByLabel('Vaste momenten').fill('Maandag en donderdag');
  await operator.page.getByRole('button', { name: 'Voorstellen' }).click();
  await visitor.sees('Zo afspreken?');
  await visitor.page.getByRole('button', { name: 'Ja, graag' }).click();
  const code = visitor.page.getByText(/^9\d{3} \d{4} \d{4} \d{4}$/);
  await expect(code).toBeVisible();
  const digits = await code.innerText();
  await operator.sees('Het plan is afgesproken.');
  await operator.ends();
  await operator.registers();

  const later = await anotherVisitor();
  await later.opens();
  await later.page.getByRole('button', { name: 'Ik heb een code' }).click();
  await later.page.getByLabel('Code', { exact: true }).fill(digits);
  await later.page.getByRole('button', { name: 'Verder', exact: true }).click();
  await later.sees('Ons plan');
  await later.isAccessible();
  await later.page.getByRole('button', { name: 'Start een gesprek' }).click();
  const comesAlong = later.page.getByText('Je plan komt mee');
  await expect(comesAlong).toBeVisible();
  await later.page.reload();
  await expect(comesAlong).toBeVisible();
  await later.isAccessible();
  await later.page.getByLabel('Hoe mogen we je noemen?').fill('Lot');
  await later.page.getByRole('button', { name: 'Start de chat' }).click();
  await later.sees('Even geduld, Lot');
  await operator.sees('eerst voor jou');
  const kept = () => later.page.evaluate(() => Object.keys(sessionStorage));
  await expect.poll(kept).not.toContain('onthaal.plan');
  await operator.takes('Lot');
  await operator.sees('We beginnen met wat goed ging.');
  await operator.sees('Vaste momenten: Maandag en donderdag');
  await operator.isAccessible();
});

test('a plan is left at home after all, and nothing of it stays in the tab', async ({ visitor, operator, anotherVisitor }) => {
  await talk(visitor, operator);
  await operator.page.getByRole('button', { name: 'Afspraak' }).click();
  await operator.page.getByLabel('Zo doen we het').fill('We beginnen met wat goed ging.');
  await operator.page.getByRole('button', { name: 'Voorstellen' }).click();
  await visitor.page.getByRole('button', { name: 'Ja, graag' }).click();
  const code = visitor.page.getByText(/^9\d{3} \d{4} \d{4} \d{4}$/);
  await expect(code).toBeVisible();
  const digits = await code.innerText();
  await operator.ends();
  await operator.registers();

  const later = await anotherVisitor();
  await later.opens();
  await later.page.getByRole('button', { name: 'Ik heb een code' }).click();
  await later.page.getByLabel('Code', { exact: true }).fill(digits);
  await later.page.getByRole('button', { name: 'Verder', exact: true }).click();
  await later.page.getByRole('button', { name: 'Start een gesprek' }).click();
  await later.page.getByRole('button', { name: 'Toch zonder plan' }).click();
  await expect(later.page.getByText('Je plan komt mee')).toHaveCount(0);
  expect(await later.page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  await later.page.getByLabel('Hoe mogen we je noemen?').fill('Lot');
  await later.page.getByRole('button', { name: 'Start de chat' }).click();
  await operator.takes('Lot');
  await operator.isWith('Lot');
  await expect(operator.page.getByText('We beginnen met wat goed ging.')).toHaveCount(0);
});
