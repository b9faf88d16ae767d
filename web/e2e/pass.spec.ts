import { expect, talk, test } from './cast.ts';

const shots = process.env.SHOTS;

test('Noor gives the talk to Jef, with a note that Robin never sees', async ({ visitor, operator, anotherOperator }) => {
  test.slow();
  const jef = await anotherOperator();
  await talk(visitor, operator);
  await jef.works('jef');
  await visitor.says('ik heb een vraag over de pil');
  await operator.sees('ik heb een vraag over de pil');
  await operator.says('ik ben Noor');

  await operator.page.keyboard.press('Escape');
  await operator.page.getByRole('button', { name: 'Doorgeven' }).click();
  const panel = operator.page.getByRole('dialog', { name: 'Geef Robin door aan een collega' });
  await expect(panel.getByRole('radio', { name: /Jef/ })).toBeFocused();
  await panel.getByRole('radio', { name: /Jef, psycholoog of pedagoog/ }).check();
  await panel.getByLabel('Waarom?').selectOption('weet er meer van');
  await panel.getByLabel('Wat moet je collega weten?').fill('Praat rustig over anticonceptie. Wil niet naar huisarts.');
  if (shots) await operator.page.screenshot({ path: `${shots}/give.png` });
  await operator.isAccessible();
  await panel.getByRole('button', { name: 'Geef door' }).click();

  await operator.sees('Je gaf dit gesprek door. Jef heeft nog even om over te nemen.');
  await visitor.sees('Jef, een collega, neemt het gesprek over.');
  await expect(visitor.page.getByRole('heading', { name: 'Jef neemt over' })).toBeVisible();
  await visitor.says('oké');
  await jef.sees('Noor geeft je een gesprek door: Robin');
  await jef.sees('Reden: weet er meer van');
  await jef.sees('Praat rustig over anticonceptie. Wil niet naar huisarts.');
  if (shots) {
    await jef.page.screenshot({ path: `${shots}/incoming.png` });
    await operator.page.screenshot({ path: `${shots}/given.png` });
    await visitor.page.screenshot({ path: `${shots}/passed.png` });
  }
  await jef.isAccessible();
  await visitor.isAccessible();
  await jef.page.getByRole('button', { name: 'Neem over' }).click();
  await jef.isWith('Robin');
  await jef.reads(['ik heb een vraag over de pil', 'ik ben Noor', 'oké']);
  await expect(jef.log.locator('.author')).toHaveText(['Noor']);
  await expect(jef.page.getByRole('group', { name: 'Naast het gesprek' }).getByText('1 nieuw')).toBeAttached();
  await jef.page.getByRole('button', { name: 'Overleg' }).click();
  await jef.sees('Praat rustig over anticonceptie. Wil niet naar huisarts.');
  await jef.says('dag Robin, ik ben Jef');
  await visitor.isWith('Jef');
  await visitor.sees('dag Robin, ik ben Jef');
  await expect(visitor.log.locator('.author')).toHaveText(['Noor', 'Jef']);
  const log = (page: typeof visitor.log) => page.locator('li p, li.turn');
  const said = ['ik heb een vraag over de pil', 'ik ben Noor', 'oké', 'Jef nam het gesprek over.', 'dag Robin, ik ben Jef'];
  await expect(log(visitor.log)).toHaveText(said);
  await expect(log(jef.log)).toHaveText(said);
  await visitor.page.reload();
  await expect(log(visitor.log)).toHaveText(said);
  if (shots) {
    await visitor.page.screenshot({ path: `${shots}/took-over.png` });
    await jef.page.screenshot({ path: `${shots}/took-over-desk.png` });
  }
  await operator.sees('Jef heeft het gesprek overgenomen.');
  await expect(visitor.page.getByText('anticonceptie')).toHaveCount(0);
  await jef.ends();
  await operator.sees('Dit gesprek is intussen afgelopen.');
});

test('Jef cannot now: the talk goes on with Noor, and what Noor was writing is still there', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  const jef = await anotherOperator();
  await talk(visitor, operator);
  await jef.works('jef');
  await operator.box.fill('half gesch');
  await operator.page.getByRole('button', { name: 'Doorgeven' }).click();
  await operator.page.getByRole('button', { name: 'Geef door' }).click();
  await jef.page.getByRole('button', { name: 'Nu niet' }).click();
  await visitor.isWith('Noor');
  await expect(operator.box).toHaveValue('half gesch');
  await expect(jef.page.getByText('geeft je een gesprek door')).toHaveCount(0);

  await operator.page.getByRole('button', { name: 'Doorgeven' }).click();
  await operator.page.getByRole('button', { name: 'Geef door' }).click();
  await operator.page.getByRole('button', { name: 'Neem terug' }).click();
  await operator.box.fill('daar ben ik weer');
  await operator.box.press('Enter');
  await visitor.sees('daar ben ik weer');
});

test('a medical question waits for the nurse, and keeps its place', async ({ visitor, operator, anotherOperator, anotherVisitor }) => {
  const lies = await anotherOperator();
  await lies.works('lies');
  await operator.works('noor');
  await operator.sees('arts of verpleegkundige aanwezig');
  await visitor.starts('Sam');
  const lot = await anotherVisitor();
  await lot.starts('Lot');
  await visitor.page.getByRole('button', { name: 'Ik wacht op een arts of verpleegkundige' }).click();
  await visitor.sees('Je wacht op een arts of verpleegkundige. Je houdt je plaats.');
  if (shots) await visitor.page.screenshot({ path: `${shots}/medical.png` });
  await visitor.isAccessible();
  await operator.sees('vraagt arts of verpleegkundige');
  if (shots) await operator.page.screenshot({ path: `${shots}/queue.png` });
  await expect(operator.page.getByText('Eerst nemen…')).toHaveCount(0);
  await operator.next.click();
  await operator.isWith('Lot');
  await visitor.sees('Je bent als eerste aan de beurt.');
  await lies.takes('Sam');
  await visitor.isWith('Lies');
});
