import { expect, talk, test } from './cast.ts';

test('standard phrases and cards are found by typing, and never replace what is written', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  const { keyboard } = operator.page;
  await expect(operator.box).toBeFocused();
  await keyboard.press('/');
  await expect(operator.page.getByRole('combobox', { name: 'Zoek een standaardzin' })).toBeFocused();
  await keyboard.type('lees even');
  await keyboard.press('Enter');
  await expect(operator.box).toHaveValue(/Ik lees het even rustig/);
  await keyboard.type(' En bel gerust ');
  await keyboard.press('@');
  await keyboard.type('awel');
  await keyboard.press('Enter');
  await expect(visitor.log.getByText(/Ik lees het even rustig.*En bel gerust/)).toBeVisible();
  await expect(visitor.log.getByRole('link', { name: '102' })).toBeVisible();
  await expect(operator.box).toHaveValue('');
  await expect(operator.box).toBeFocused();

  // The sign itself: the key twice.
  await keyboard.press('/');
  await expect(operator.page.getByRole('combobox', { name: 'Zoek een standaardzin' })).toBeFocused();
  await keyboard.press('/');
  await expect(operator.box).toHaveValue('/');
});

test('an earlier message is answered, and the operator sees what was seen', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('thuis is er ruzie');
  await visitor.says('elke avond');
  await operator.reads(['thuis is er ruzie', 'elke avond']);
  await operator.page.keyboard.press('ArrowUp');
  await operator.page.keyboard.press('Escape');
  await operator.page.keyboard.press('ArrowUp');
  await operator.page.keyboard.type('Sinds wanneer?');
  await operator.page.keyboard.press('Enter');
  await expect(visitor.log.locator('li').last()).toContainText('elke avond');
  await expect(operator.log.getByText('gezien')).toBeVisible();
  await expect(visitor.log.getByText('gezien')).toHaveCount(0);
});

test('what is filled in during the talk is still there after a reload, and is done by keyboard', async ({
  visitor,
  operator,
}) => {
  await talk(visitor, operator);
  const { page } = operator;
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.type('pesten');
  await page.keyboard.press('Enter');
  await operator.sees('bewaard in dit tabblad');
  await page.reload();
  await operator.isWith('Robin');
  await operator.sees('Pesten');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await operator.sees('Je bent nog niet vrij');
  await expect(page.getByRole('combobox', { name: 'Nog een thema' })).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await operator.sees('Kies minstens één resultaat.');
  await page.keyboard.press('2');
  await page.keyboard.press('Control+Enter');
  await operator.sees('Alles is geregistreerd.');
});

test('a registration for later leaves one free, and waits in the list', async ({ visitor, operator, anotherVisitor }) => {
  await talk(visitor, operator);
  await visitor.stops();
  await operator.sees('Robin heeft het gesprek gestopt');
  await operator.page.getByRole('button', { name: 'Later' }).click();
  await operator.sees('voor later');
  await (await anotherVisitor()).starts('Lot');
  await operator.takes('Lot');
  await operator.page.getByRole('button', { name: /^Robin/ }).click();
  await expect(operator.page.getByRole('combobox', { name: 'Zoek een thema' })).toBeFocused();
  await operator.page.keyboard.type('gezin');
  await operator.page.keyboard.press('Enter');
  await operator.sees('concept bewaard');
});

test('somebody else than the next is taken with a reason', async ({ visitor, operator, anotherVisitor }) => {
  const second = await anotherVisitor();
  await visitor.starts('Sam');
  await second.starts('Lot');
  await operator.works();
  await operator.page.getByRole('button', { name: /^Eerst nemen.*Lot$/ }).click();
  await operator.isAccessible();
  await operator.page.getByRole('button', { name: 'Medisch' }).click();
  await operator.isWith('Lot');
  await second.isWith('Noor');
  await visitor.sees('Je bent als eerste aan de beurt.');
});

test('a talk ends with care by default after a heavy theme, and with a fixed text at a boundary', async ({
  visitor,
  operator,
}) => {
  await talk(visitor, operator);
  const { page } = operator;
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.type('zelfmoord');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Beëindigen', exact: true }).click();
  await expect(page.getByLabel('Na een zwaar gesprek')).toBeChecked();
  await page.getByLabel('Grens').check();
  const text = await page.getByRole('alertdialog').locator('blockquote').textContent();
  expect(text?.length).toBeGreaterThan(20);
  await operator.isAccessible();
  await page.getByRole('button', { name: 'Ja, beëindigen' }).click();
  await visitor.sees(text!.trim().split('\n')[0]!);
  await expect(page.getByRole('button', { name: 'Grensoverschrijdend' })).toHaveAttribute('aria-pressed', 'true');
});

test('letters as keys can be turned off', async ({ visitor, operator }) => {
  await operator.works();
  await visitor.starts('Robin');
  await operator.sees('1 wacht');
  await operator.page.keyboard.press('?');
  await operator.isAccessible();
  await operator.page.getByLabel('Letters werken als sneltoets').uncheck();
  await operator.page.keyboard.press('Escape');
  await operator.page.keyboard.press('n');
  await operator.sees('Geen gesprek open');
  await operator.takes('Robin');
});

test('on a phone one thing is on the screen, and writing is always within reach', async ({ visitor, anotherOperator }) => {
  const operator = await anotherOperator({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await visitor.starts('Robin');
  await operator.works();
  await operator.isAccessible();
  await operator.takes('Robin');
  await visitor.says('hey');
  await operator.reads(['hey']);
  for (const height of [844, 400]) {
    await operator.page.setViewportSize({ width: 390, height });
    await expect(operator.box).toBeInViewport({ ratio: 1 });
  }
  await operator.isAccessible();
  const wider = await operator.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
  await operator.page.getByRole('button', { name: /^Registratie/ }).click();
  await expect(operator.page.getByRole('combobox', { name: 'Zoek een thema' })).toBeVisible();
  await operator.isAccessible();
});
