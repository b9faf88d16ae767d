import { expect, talk, test } from './cast.ts';

test('what a visitor tells while waiting goes along', async ({ visitor, operator }) => {
  const { page } = visitor;
  await visitor.opens();
  await page.getByRole('radio', { name: 'Leerling' }).check();
  await page.getByRole('radio', { name: 'Thuis' }).check();
  await page.getByLabel('Hoe mogen we je noemen?').fill('Robin');
  await page.getByRole('button', { name: 'Start de chat' }).click();
  await visitor.sees('Even geduld, Robin');
  await page.getByLabel('Hoe oud ben je?').fill('14');
  await page.getByRole('radio', { name: 'Zeg ik liever niet' }).check();
  await page.getByLabel('Wat wil je vragen of vertellen?').fill('mag ik iets vragen over thuis?');
  await visitor.sees('Doorgegeven');
  await page.reload();
  await expect(page.getByLabel('Hoe oud ben je?')).toHaveValue('14');
  await operator.works();
  await operator.takes('Robin');
  await operator.sees('mag ik iets vragen over thuis?');
});

test('a parent is addressed with u and asked about the child', async ({ visitor }) => {
  const { page } = visitor;
  await visitor.opens();
  await page.getByRole('radio', { name: 'Ouder' }).check();
  await visitor.sees('Hoe mogen we u noemen?');
  await page.getByLabel('Hoe mogen we u noemen?').fill('Papa van Lot');
  await page.getByRole('button', { name: 'Start de chat' }).click();
  await visitor.sees('Hoe oud is uw kind?');
  await expect(page.getByRole('radio', { name: 'Zeg ik liever niet' })).toHaveCount(0);
});

test('a device that cannot make a proof is let in', async ({ visitor }) => {
  await visitor.page.route('**/assets/proof.worker-*', (route) => route.abort());
  const asked = visitor.page.waitForRequest('**/visits');
  await visitor.starts('Robin');
  expect((await asked).postDataJSON()).not.toHaveProperty('proof');
});

test('a return code brings the talk to another device, and both stay', async ({ visitor, operator, anotherVisitor }) => {
  await talk(visitor, operator);
  await visitor.says('op de bus');
  await visitor.page.getByRole('button', { name: 'Terugkeercode' }).click();
  const code = visitor.page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/);
  await expect(code).toBeVisible();
  const digits = await code.innerText();
  await visitor.isAccessible();
  await visitor.page.getByRole('button', { name: 'Ik heb ze overgeschreven' }).click();
  await expect(code).toHaveCount(0);

  const elsewhere = await anotherVisitor();
  await elsewhere.opens();
  await elsewhere.page.getByRole('button', { name: 'Ik heb een code' }).click();
  await elsewhere.page.getByLabel('Code', { exact: true }).fill('1111 2222 3333 4444');
  await elsewhere.page.getByRole('button', { name: 'Verder', exact: true }).click();
  await elsewhere.sees('Deze code werkt niet');
  await elsewhere.page.getByLabel('Code', { exact: true }).fill(digits);
  await elsewhere.page.getByRole('button', { name: 'Verder', exact: true }).click();
  await elsewhere.reads(['op de bus']);
  await operator.says('welkom terug');
  await elsewhere.reads(['op de bus', 'welkom terug']);
  await visitor.reads(['op de bus', 'welkom terug']);
});

test('a visitor answers a message, and the quoted line leads to it', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await operator.says('Hoe was je dag?');
  for (let line = 1; line <= 20; line += 1) await operator.says(`regel ${line}`);
  await visitor.sees('regel 20');
  const asked = visitor.log.getByRole('listitem').filter({ hasText: 'Hoe was je dag?' }).first();
  await asked.getByText('Hoe was je dag?').click();
  await asked.getByRole('button', { name: 'Antwoord hierop' }).click();
  await expect(visitor.box).toBeFocused();
  await visitor.says('slecht');
  await expect(visitor.log.getByText('regel 20')).toBeInViewport();
  await expect(asked).not.toBeInViewport();
  await visitor.log.getByRole('button', { name: 'Hoe was je dag?' }).click();
  await expect(asked).toBeInViewport();
  await expect(asked).toBeFocused();
});

test('stars and a source are given although nothing is left on the device', async ({ visitor, operator }) => {
  const { page } = visitor;
  await talk(visitor, operator);
  await visitor.says('dag!');
  await visitor.stops();
  await visitor.sees('Je hebt het gesprek gestopt');
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.getByRole('button', { name: 'Doorgeven' }).click();
  await visitor.sees('Kies eerst hoeveel sterren');
  await expect(page.getByRole('checkbox', { name: 'Jullie mogen mijn woorden' })).not.toBeChecked();
  await page.getByRole('radio', { name: '4 sterren' }).check();
  await page.getByLabel('Wil je er iets over zeggen?').fill('dank je');
  await visitor.sees('Dit wordt niet meteen gelezen');
  await visitor.isAccessible();
  await page.getByRole('button', { name: 'Doorgeven' }).click();
  await visitor.sees('Dank je, dat helpt ons.');
  await page.getByRole('radio', { name: 'Via Smartschool' }).check();
  await expect(page.getByRole('radio', { name: 'Via Smartschool' })).toBeChecked();
});

test('what was being written when the operator ended it is still there to read', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.writes('ik wou nog zeggen dat het al beter gaat');
  await operator.ends();
  await visitor.sees('Het is niet verstuurd');
  await visitor.sees('ik wou nog zeggen dat het al beter gaat');
});
