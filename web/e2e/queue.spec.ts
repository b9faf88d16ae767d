import { expect, talk, test } from './cast.ts';

test('two operators want the one who waits: one gets the talk, the other stays free', async ({
  visitor,
  operator,
  anotherOperator,
}) => {
  const other = await anotherOperator();
  // Both press before either page hears that Robin was taken, however slow the machine.
  let release = () => {};
  const bothPressed = new Promise<void>((resolve) => (release = resolve));
  for (const { page } of [operator, other])
    await page.routeWebSocket('**/live*', (desk) => {
      let before = Promise.resolve();
      desk.connectToServer().onMessage((frame) => {
        before = before.then(() => (frame.includes('conversation.taken') ? bothPressed : undefined)).then(() => desk.send(frame));
      });
    });
  await operator.works('noor');
  await other.works('jef');
  await visitor.starts('Robin');
  await expect(operator.next).toBeEnabled();
  await expect(other.next).toBeEnabled();
  await Promise.all([operator.page.keyboard.press('n'), other.page.keyboard.press('n')]);
  release();

  await expect
    .poll(async () => (await operator.box.count()) + (await other.box.count()), { message: 'talks with Robin' })
    .toBe(1);
  const [taker, late] = (await operator.box.count()) ? [operator, other] : [other, operator];
  await visitor.isWith(taker === operator ? 'Noor' : 'Jef');
  await late.sees(`${taker === operator ? 'Noor' : 'Jef'} was net iets sneller.`);
  await late.sees('Niemand wacht');
  await late.sees('Geen gesprek open');
});

test('everybody who waits knows the place, and it moves', async ({ visitor, operator, anotherVisitor, house }) => {
  await house.lets(2);
  const second = await anotherVisitor();
  const third = await anotherVisitor();
  await visitor.starts('Sam');
  await second.starts('Lot');
  await third.starts('Robke');
  await visitor.sees('Je bent als eerste aan de beurt.');
  await second.sees('Er wacht nog 1 iemand voor jou.');
  await third.sees('Er wachten nog 2 mensen voor jou.');

  await second.page.getByRole('button', { name: 'Toch niet chatten' }).click();
  await second.page.getByRole('button', { name: 'Ja, ik ga weg' }).click();
  await second.sees('Je bent uit de rij gegaan');
  await third.sees('Er wacht nog 1 iemand voor jou.');

  await operator.works();
  await operator.sees('2 wachten');
  await operator.takes('Sam');
  await third.sees('Je bent als eerste aan de beurt.');
  await operator.takes('Robke');
  await third.isWith('Noor');

  // Two talks at once, side by side where there is room; else what comes in the other one is counted.
  await expect(operator.page.getByRole('log')).toHaveCount(2);
  await operator.page.setViewportSize({ width: 1280, height: 900 });
  await expect(operator.page.getByRole('log')).toHaveCount(1);
  await visitor.isWith('Noor');
  await visitor.says('hallo?');
  await expect(operator.page.getByText('1 nieuw')).toBeVisible();
  await operator.turnsTo('Sam');
  await operator.reads(['hallo?']);
  await expect(operator.page.getByText('1 nieuw')).toHaveCount(0);
});

test('a draft stays with its talk, and the key N does not steal from who types', async ({
  visitor,
  operator,
  anotherVisitor,
  house,
}) => {
  await house.lets(2);
  await talk(visitor, operator, 'Sam');
  const second = await anotherVisitor();
  await second.starts('Lot');
  await operator.sees('Lot');
  await operator.box.pressSequentially('nu n');
  await expect(operator.box).toHaveValue('nu n');
  await operator.sees('1 wacht');

  await operator.next.click();
  await operator.isWith('Lot');
  await expect(operator.box).toHaveValue('');
  await operator.turnsTo('Sam');
  await expect(operator.box).toHaveValue('nu n');
});

test('the title tells an operator who looks elsewhere that somebody waits', async ({ visitor, operator }) => {
  await operator.works();
  await expect(operator.page).toHaveTitle('Desk · CLBch@t');
  await visitor.starts('Robin');
  await expect(operator.page).toHaveTitle('(1) Desk · CLBch@t');
});

test('a reloaded desk has its talks again', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('hey');
  await operator.reads(['hey']);
  await operator.page.reload();
  await operator.isWith('Robin');
  await operator.reads(['hey']);
});

test('a reloaded desk opens the talk that was open, not another one', async ({ visitor, operator, anotherVisitor, house }) => {
  await house.lets(2);
  await talk(visitor, operator, 'Sam');
  const second = await anotherVisitor();
  await second.starts('Lot');
  await operator.takes('Lot');
  await operator.page.reload();
  await operator.isWith('Lot');
});
