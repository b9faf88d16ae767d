import { expect, test } from './cast.ts';
import type { Operator } from './people.ts';

async function isInOffice(one: Operator, login: string, password: string): Promise<void> {
  await one.page.goto(`${one.house.url}/office/papers`);
  await one.page.getByLabel('Gebruikersnaam').fill(login);
  await one.page.getByLabel('Wachtwoord').fill(password);
  await one.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  await expect(one.page.getByRole('heading', { level: 1, name: 'Privacy en andere teksten' })).toBeFocused();
}
const picture = (one: Operator, name: string) =>
  process.env.PICTURES ? one.page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true }) : null;

test('a coordinator publishes the statement, another one is told and loses nothing, a visitor reads it', async ({
  visitor,
  operator: greet,
  anotherOperator,
}) => {
  const { house } = greet;
  const { password } = house.addCoordinator('clbchat', 'carla');
  await isInOffice(greet, 'greet', house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  await greet.isAccessible();
  await picture(greet, 'list');

  // What the line tells of itself, once for all papers; by keyboard.
  await greet.page.getByRole('button', { name: 'Invullen Gegevens van de lijn (Nederlands)' }).press('Enter');
  await greet.page.getByLabel('Waar je vragen of klachten kwijt kan').fill('chat@clb.example');
  await greet.isAccessible();
  await picture(greet, 'facts');
  await greet.page.keyboard.press('Enter');
  await greet.sees('Gegevens van de lijn (Nederlands): gepubliceerd als versie 1.');
  await expect(greet.page.getByRole('button', { name: 'Invullen Gegevens van de lijn (Nederlands)' })).toBeFocused();

  // Two have the same statement open.
  const carla = await anotherOperator();
  await isInOffice(carla, 'carla', password);
  for (const one of [greet, carla]) {
    await one.page.getByRole('button', { name: 'Bewerken Privacy (Nederlands)' }).click();
    await expect(one.page.getByRole('region', { name: 'Voorbeeld' })).toContainText('bewaren we 90 dagen');
  }
  await greet.isAccessible();
  await picture(greet, 'edit');
  const text = greet.page.getByRole('textbox', { name: 'Tekst' });
  await text.fill((await text.inputValue()).replace('# Wat doen we met wat je vertelt?', '# Jouw verhaal blijft van jou'));
  await expect(greet.page.getByRole('region', { name: 'Voorbeeld' })).toContainText('Jouw verhaal blijft van jou');
  await greet.page.getByRole('button', { name: 'Publiceren' }).click();
  await greet.sees('Privacy (Nederlands): gepubliceerd als versie 1.');

  const hers = carla.page.getByRole('textbox', { name: 'Tekst' });
  await hers.fill('# Kort\n\nWe wissen het.');
  await carla.page.getByRole('button', { name: 'Publiceren' }).click();
  await carla.sees('Houd {{days_words}} in de tekst');
  await hers.fill('# Kort\n\nWe wissen het na {{days_words}} dagen. <b>Echt</b>');
  await carla.page.getByRole('button', { name: 'Publiceren' }).click();
  await carla.sees(/Intussen publiceerde .* versie 1\. Jouw tekst staat nog in het veld/);
  await expect(hers).toHaveValue(/<b>Echt<\/b>/);
  await expect(carla.page.getByRole('group', { name: 'Wat versie 1 veranderde' })).toContainText('Jouw verhaal blijft van jou');
  await carla.isAccessible();
  await picture(carla, 'conflict');
  await carla.page.getByRole('button', { name: 'Publiceren' }).click();
  await carla.sees('Privacy (Nederlands): gepubliceerd als versie 2.');

  // An older one is read, and compared.
  await carla.page.getByRole('button', { name: 'Bewerken Privacy (Nederlands)' }).click();
  await carla.page.getByRole('button', { name: 'Bekijken Versie 1' }).click();
  await expect(carla.page.getByRole('group', { name: 'Verschil met wat nu geldt' })).toContainText('Kort');
  await carla.isAccessible();
  await picture(carla, 'versions');

  await visitor.opens();
  await visitor.page.getByRole('link', { name: 'Alles over je privacy' }).click();
  await visitor.sees('We wissen het na 90 dagen. <b>Echt</b>');
  await visitor.isAccessible();
  await visitor.page.getByRole('button', { name: 'English' }).click();
  await visitor.sees('What do we do with what you tell us?');
  await visitor.sees('chat@clb.example');
  await visitor.isAccessible();
  if (process.env.PICTURES) await visitor.page.screenshot({ path: `${process.env.PICTURES}/visitor-${visitor.page.viewportSize()?.width}.png` });
  await visitor.page.getByRole('link', { name: 'Accessibility' }).click();
  await visitor.sees('Where we stand');
  await visitor.isAccessible();
  await visitor.page.getByRole('link', { name: /^To / }).click();
  await expect(visitor.page).toHaveURL(/\/clbchat$/);
});

test('what cannot be published is told at the field, and stays there', async ({ operator: greet }) => {
  const name = 'Toegankelijkheid (Nederlands)';
  await isInOffice(greet, 'greet', greet.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  const opens = () => greet.page.getByRole('button', { name: `Bewerken ${name}` }).click();
  const publishes = () => greet.page.getByRole('button', { name: 'Publiceren' }).click();
  await opens();
  const text = greet.page.getByRole('textbox', { name: 'Tekst' });
  const heavy = `${'|a'.repeat(20)}|\n${'|-'.repeat(20)}|\n${'a\n'.repeat(1_000)}`;
  for (const [written, told] of [
    ['é'.repeat(30_001), 'Deze tekst is te lang: hoogstens 30000 tekens'],
    [heavy, 'Deze tekst is te zwaar om te tonen'],
    [' ', 'Vul dit in.'],
  ] as const) {
    await text.fill(written);
    await publishes();
    await greet.sees(told);
    await expect(greet.page.getByRole('alert')).toContainText('Kijk na wat in het rood staat');
    await expect(text).toHaveValue(written);
  }
  await greet.isAccessible();
  await text.fill(`سلام عليكم\u0007\n\n${'🙂'.repeat(10_000)}`);
  await expect(greet.page.getByRole('region', { name: 'Voorbeeld' }).getByText('سلام عليكم')).toHaveCSS('direction', 'rtl');
  await publishes();
  await greet.sees(`${name}: gepubliceerd als versie 1.`);
  await opens();
  await expect(text).toHaveValue(`سلام عليكم\n\n${'🙂'.repeat(10_000)}`);
  // An older text does not take the place of what was written without asking.
  await text.fill('Nog niet bewaard');
  await greet.page.getByRole('button', { name: 'Bekijken Versie 1' }).click();
  await greet.page.getByRole('button', { name: 'In het veld zetten Versie 1' }).click();
  await expect(text).toHaveValue('Nog niet bewaard');
  await greet.page.getByRole('button', { name: 'Ja, zonder bewaren' }).click();
  await expect(text).toHaveValue(/سلام/);
  await publishes();
  await greet.sees(`${name}: niets veranderd, versie 1 geldt nog.`);
});

test('staff read their own statement; who is not logged in reads how to', async ({ operator, visitor }) => {
  await operator.logsIn('noor');
  await operator.page.getByRole('button', { name: 'Ga online' }).waitFor();
  await operator.page.goto(`${operator.house.url}/account`);
  await operator.page.getByRole('link', { name: /van medewerkers bewaart$/ }).click();
  await operator.sees('Privacyverklaring voor medewerkers');
  await operator.isAccessible();
  await picture(operator, 'staff');
  await visitor.opens('/papers/clbchat/privacy-staff');
  await visitor.sees('Deze tekst is er niet, of je bent niet ingelogd.');
  await visitor.isAccessible();
  await visitor.opens('/papers/clbchat/nothing');
  await visitor.sees('Deze tekst is er niet');
});

test('no table of a paper is cut off, on a desk and on a phone', async ({ operator: greet }) => {
  await isInOffice(greet, 'greet', greet.house.staff.find(({ login }) => login === 'greet')?.password ?? '');
  const papers = ['ohup-norms', 'security-controls', 'record-of-processing', 'dpia-input', 'privacy-staff', 'privacy-visitors'];
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const)
    for (const paper of papers) {
      await greet.page.setViewportSize({ width, height });
      await greet.page.goto(`${greet.house.url}/papers/clbchat/${paper}`);
      const tables = greet.page.getByRole('group', { name: /Tabel/ });
      await expect(tables.first()).toBeVisible();
      const cut = await tables.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
      expect(cut, `${paper}, ${width} wide`).toBe(0);
      await expect(greet.page.getByRole('row').first()).toBeVisible();
      if (paper === 'ohup-norms') await expect(greet.page.getByRole('columnheader', { name: 'getoond door' })).toBeAttached();
      await greet.isAccessible();
    }
});
