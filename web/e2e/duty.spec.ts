import { expect, talk, test } from './cast.ts';
import type { Operator } from './people.ts';

// What being on duty asks of somebody, and what the desk sees to.
const offer = (operator: Operator) => operator.page.getByText('Dat was een zwaar gesprek. Even pauze?');

test('after a talk that ended as a heavy one the desk offers a pause', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await operator.page.getByRole('button', { name: 'Beëindigen', exact: true }).click();
  await operator.page.getByRole('radio', { name: /^Na een zwaar gesprek/ }).check();
  await operator.page.getByRole('button', { name: 'Ja, beëindigen' }).click();
  await expect(offer(operator)).toBeVisible();
  await operator.isAccessible();
  await operator.registers();
  await operator.page.getByRole('button', { name: 'Ja, pauze' }).click();
  await expect(operator.page.getByRole('button', { name: /^Weer online/ })).toBeVisible();
  await expect(offer(operator)).toHaveCount(0);
});

test('so it does after one that is recorded under a heavy theme; a pause is no duty', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await operator.ends();
  await expect(offer(operator)).toHaveCount(0);
  await operator.registers('zelfmoord');
  await expect(offer(operator)).toBeVisible();
  await operator.page.getByRole('button', { name: 'Nee, het gaat' }).click();
  await expect(offer(operator)).toHaveCount(0);
  await operator.sees('Aan het werk als Noor');
});

test('a desk on duty keeps its session with nobody at the keys; one that is off duty keeps none', async ({ operator }) => {
  await operator.page.clock.install();
  await operator.works();
  const asked: (string | undefined)[] = [];
  operator.page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/session') asked.push(request.headers()['onthaal-unattended']);
  });
  for (const times of [1, 2, 3]) {
    await operator.page.clock.fastForward('02:05');
    await expect.poll(() => asked).toEqual(Array.from({ length: times }, () => undefined));
  }
  await operator.page.getByRole('button', { name: 'Stoppen' }).click();
  await expect(operator.page.getByRole('button', { name: 'Ga online' })).toBeVisible();
  await operator.page.clock.fastForward('10:00');
  await operator.page.clock.fastForward('10:00');
  expect(asked.filter((unattended) => unattended !== '1')).toHaveLength(3);
});

test('four minutes of silence: the desk proposes to ask whether somebody is there', async ({ visitor, operator }) => {
  await operator.page.clock.install();
  await talk(visitor, operator);
  await visitor.says('ik weet niet hoe ik moet beginnen');
  await operator.says('neem rustig de tijd');
  await visitor.reads(['ik weet niet hoe ik moet beginnen', 'neem rustig de tijd']);
  const asks = operator.page.getByRole('button', { name: 'Vraag “Ben je er nog?”' });
  await operator.page.clock.fastForward('03:00');
  await expect(asks).toHaveCount(0);
  await operator.page.clock.fastForward('01:10');
  await expect(asks).toBeVisible();
  await operator.isAccessible();
  await operator.page.keyboard.press('F8');
  await expect(operator.box).toHaveValue('Ben je er nog?');
  await operator.page.getByRole('button', { name: 'Versturen' }).click();
  await visitor.reads(['ik weet niet hoe ik moet beginnen', 'neem rustig de tijd', 'Ben je er nog?']);
});
