import { expect, talk, test } from './cast.ts';
import type { Operator, Visitor } from './people.ts';
import { Counted } from './wire.ts';

// The screen goes dark: the page stands still and its connection is lost.
async function locks({ page }: Visitor): Promise<() => Promise<void>> {
  const phone = await page.context().newCDPSession(page);
  await page.context().setOffline(true);
  await phone.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await phone.send('Page.setWebLifecycleState', { state: 'active' });
    await page.context().setOffline(false);
  };
}

test.describe('where a minute is a second', () => {
  test.use({ settings: { 'clock.speed': '60' } });

  test('a phone that locks while waiting keeps its place, and is skipped meanwhile', async ({ visitor, operator, anotherVisitor }) => {
    await visitor.starts('Robin');
    await (await anotherVisitor()).starts('Lot');
    await operator.works();
    await operator.sees('2 wachten');
    const unlock = await locks(visitor);
    await operator.sees('even weg');
    await operator.next.click();
    await operator.isWith('Lot');
    await unlock();
    await visitor.sees('Je bent als eerste aan de beurt.');
    await expect(operator.page.getByText('even weg')).toHaveCount(0);
  });

  test('a phone that stays locked loses its place, is told, and waits again with one tap', async ({ visitor, operator }) => {
    await visitor.starts('Robin');
    await operator.works();
    await operator.sees('1 wacht');
    const unlock = await locks(visitor);
    await operator.sees('even weg');
    await expect(operator.page.getByText('even weg')).toHaveCount(0, { timeout: 20_000 });
    await unlock();
    await visitor.sees('Je plaats in de rij is weg');
    await visitor.isAccessible();
    await visitor.page.getByRole('button', { name: 'Opnieuw in de rij' }).dblclick();
    await visitor.sees('Even geduld, Robin');
    await operator.takes('Robin');
    await operator.sees('Niemand wacht');
  });

  test("the operator's browser is killed: the talk waits in front, and is there when it is back", async ({ visitor, operator, anotherOperator }) => {
    await talk(visitor, operator);
    await visitor.says('een');
    await operator.reads(['een']);
    await operator.page.context().close();
    await visitor.sees('Je staat vooraan in de rij');
    await visitor.says('twee');
    const back = await anotherOperator();
    await back.logsIn('noor');
    await back.isWith('Robin');
    await back.reads(['een', 'twee']);
    await visitor.isWith('Noor');
    await back.says('daar ben ik weer');
    await visitor.reads(['een', 'twee', 'daar ben ik weer']);
  });

  test('what the operator was writing when the network went is there when the talk is back', async ({ visitor, operator }) => {
    await talk(visitor, operator);
    await operator.writes('ik was net aan het');
    await operator.page.context().setOffline(true);
    await visitor.sees('Je staat vooraan in de rij');
    await operator.page.context().setOffline(false);
    await visitor.isWith('Noor');
    await expect(operator.box).toHaveValue('ik was net aan het');
  });
});

test('a browser that is killed and back within half a minute goes on as if nothing happened', async ({ visitor, operator, anotherOperator }) => {
  await talk(visitor, operator);
  await visitor.says('een');
  await operator.reads(['een']);
  await operator.page.context().close();
  const back = await anotherOperator();
  await back.logsIn('noor');
  await back.isWith('Robin');
  await back.reads(['een']);
  await visitor.isWith('Noor');
});

test('a network that goes in the middle of a burst loses nothing and turns nothing around', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  const texts = Array.from({ length: 12 }, (_, n) => `regel ${n}`);
  for (const [n, text] of texts.entries()) {
    if (n === 4) void visitor.page.context().setOffline(true);
    await visitor.says(text);
  }
  await visitor.sees('gaat er niets verloren');
  await visitor.sees('wordt verstuurd zodra je weer verbinding hebt');
  await visitor.page.context().setOffline(false);
  await visitor.hasAllSent();
  await visitor.reads(texts);
  await operator.reads(texts);
});

test('what was pressed twice happens once: take, send, extend, end, register', async ({ visitor, operator, anotherVisitor, house }) => {
  // A talk of 45 minutes that says so after the first.
  await house.sets(({ rules }) => ({ capacity: 2, rules: { ...rules, notice_minutes: rules.talk_minutes - 1 } }));
  const { page } = operator;
  const counted = new Counted(page);
  await page.clock.install();
  await visitor.starts('Robin');
  const second = await anotherVisitor();
  await second.starts('Lot');
  await operator.works();
  await operator.sees('2 wachten');
  await operator.next.dblclick();
  await operator.isWith('Robin');
  expect(counted.times('queue.take')).toBe(1);
  await second.sees('Je bent als eerste aan de beurt.');

  await operator.writes('hallo');
  await page.getByRole('button', { name: 'Versturen' }).dblclick();
  await visitor.writes('hey');
  await visitor.page.getByRole('button', { name: 'Versturen' }).dblclick();
  await operator.reads(['hallo', 'hey']);
  await visitor.reads(['hallo', 'hey']);

  await page.clock.fastForward(61_000);
  await page.getByRole('button', { name: '15 minuten erbij' }).dblclick();
  await expect(page.getByRole('button', { name: '15 minuten erbij' })).toHaveCount(0);
  expect(counted.times('conversation.extend')).toBe(1);

  await page.getByRole('button', { name: 'Beëindigen', exact: true }).click();
  await page.getByRole('button', { name: 'Ja, beëindigen' }).dblclick();
  await visitor.sees('Noor heeft het gesprek afgerond');
  expect(counted.times('conversation.ended')).toBe(1);
  await second.sees('Je bent als eerste aan de beurt.');

  const registered: string[] = [];
  page.on('request', (request) => request.method() === 'PUT' && registered.push(request.postDataJSON().state));
  await page.getByRole('button', { name: 'Afgebroken', exact: true }).click();
  await page.getByRole('button', { name: 'Klaar' }).dblclick();
  await operator.sees('Alles is geregistreerd.');
  expect(registered.filter((state) => state === 'done')).toHaveLength(1);
  await second.sees('Je bent als eerste aan de beurt.');
});

test('what a visitor presses twice happens once: rate, leave', async ({ visitor, operator, anotherVisitor }) => {
  await talk(visitor, operator);
  await visitor.page.getByRole('button', { name: 'Gesprek stoppen' }).click();
  await visitor.page.getByRole('button', { name: 'Ja, stoppen' }).dblclick();
  await visitor.sees('Je hebt het gesprek gestopt');
  const rated: string[] = [];
  visitor.page.on('request', (request) => request.url().endsWith('/rating') && rated.push(request.url()));
  await visitor.page.getByRole('radio', { name: '4 sterren' }).check();
  await visitor.page.getByRole('button', { name: 'Doorgeven' }).dblclick();
  await visitor.sees('Dank je, dat helpt ons.');
  expect(rated).toHaveLength(1);
  await visitor.sees('Je hebt het gesprek gestopt');

  const leaver = await anotherVisitor();
  await leaver.starts('Lot');
  await leaver.page.getByRole('button', { name: 'Toch niet chatten' }).click();
  await leaver.page.getByRole('button', { name: 'Ja, ik ga weg' }).dblclick();
  await leaver.sees('Je bent uit de rij gegaan');
  await operator.sees('Niemand wacht');
});

test('ten tabs of one operator show one talk, and any of them may close', async ({ visitor, operator }) => {
  test.slow();
  await talk(visitor, operator);
  const tabs = [operator.page];
  for (let i = 1; i < 10; i += 1) {
    const tab = await operator.page.context().newPage();
    await tab.goto(operator.page.url());
    tabs.push(tab);
  }
  await visitor.says('hallo?');
  for (const tab of tabs) await expect(tab.getByRole('log').locator('li p')).toHaveText(['hallo?']);
  const box = tabs[4]!.getByRole('textbox', { name: 'Schrijf een bericht' });
  await box.fill('uit het vijfde');
  await box.press('Enter');
  const texts = ['hallo?', 'uit het vijfde'];
  await visitor.reads(texts);
  for (const tab of tabs) await expect(tab.getByRole('log').locator('li p')).toHaveText(texts);
  for (const tab of tabs.slice(1)) await tab.close();
  await visitor.says('ben je er nog?');
  await operator.reads([...texts, 'ben je er nog?']);
  await expect(visitor.page.getByText('is even de verbinding kwijt')).toHaveCount(0);
});

// A browser that lays its keyboard over the page, as Safari does: only the visual viewport tells.
async function opensKeyboard({ page }: Visitor | Operator, high: number): Promise<number> {
  return page.evaluate((keyboard) => {
    const visible = innerHeight - keyboard;
    Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => visible });
    visualViewport!.dispatchEvent(new Event('resize'));
    return visible;
  }, high);
}

test('the keyboard of a phone covers neither the box nor the last message', async ({ visitor, anotherOperator }) => {
  const operator = await anotherOperator({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await talk(visitor, operator);
  for (let line = 1; line <= 15; line += 1) await operator.says(`regel ${line}\nen nog iets`);
  await visitor.reads(Array.from({ length: 15 }, (_, n) => `regel ${n + 1}\nen nog iets`));
  for (const person of [visitor, operator]) {
    await person.box.focus();
    const visible = await opensKeyboard(person, 340);
    const bottom = async (what: typeof person.box) => {
      const box = await what.boundingBox();
      return box ? box.y + box.height : Infinity;
    };
    await expect.poll(() => bottom(person.box)).toBeLessThanOrEqual(visible);
    const last = person.log.locator('li').last();
    const top = (await person.box.boundingBox())!.y;
    await expect.poll(() => bottom(last)).toBeLessThanOrEqual(top);
    await expect(last).toBeInViewport();
  }
});

test('a visitor who opens the desk gets nothing there, and still has the talk', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('een');
  for (const door of ['/desk', '/office', '/office/ratings']) {
    await visitor.opens(door);
    await expect(visitor.page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
    await expect(visitor.page.getByText('Robin')).toHaveCount(0);
  }
  await visitor.opens();
  await visitor.isWith('Noor');
  await visitor.reads(['een']);
});

test("an operator who opens the visitor's page is a visitor there, like any other", async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('een');
  await operator.reads(['een']);
  await operator.page.goto(`${operator.house.url}/clbchat`);
  await operator.sees('Fijn dat je er bent');
  await expect(operator.page.getByText('Robin')).toHaveCount(0);
  await operator.opens();
  await operator.isWith('Robin');
  await operator.reads(['een']);
});
