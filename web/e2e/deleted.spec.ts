import { expect, talk, test } from './cast.ts';

const shots = process.env.SHOTS;

test('Robin deletes the talk afterwards, and the desk shows it no more', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('mijn geheim');
  await operator.sees('mijn geheim');
  await operator.ends();
  const note = operator.page.getByLabel('Notitie (enkel voor medewerkers)');
  await note.fill('over een geheim');
  // What the page needs for it does not come: it says so, and tries again.
  const rare = /\/assets\/rare-.*\.js$/;
  await visitor.page.route(rare, (route) => route.abort());
  const remove = visitor.page.getByRole('button', { name: 'Mijn gesprek wissen' });
  await remove.click();
  await visitor.sees('Het lukt nu niet. Probeer het zo meteen opnieuw.');
  await visitor.page.unroute(rare);
  await remove.click();
  await expect(visitor.page.getByRole('heading', { name: 'Je gesprek wissen?' })).toBeFocused();
  await visitor.page.getByRole('button', { name: 'Nee, toch niet' }).click();
  await expect(remove).toBeFocused();
  await remove.click();
  await visitor.sees('Alles wat jij en wij schreven is meteen weg uit onze databank, ook onze notities.');
  await visitor.sees('In onze reservekopieën is het binnen 60 dagen onleesbaar.');
  await visitor.sees('Praatte je hier in de chat verder met een andere hulplijn? Dan gaat dat gesprek ook weg. Wat een hulplijn ergens anders van je kreeg, kunnen wij daar niet wissen.');
  if (shots) await visitor.page.screenshot({ path: `${shots}/delete.png`, fullPage: true });
  await visitor.isAccessible();

  await visitor.page.getByRole('button', { name: 'Liever later: geef me een code' }).click();
  await expect(visitor.page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/)).toBeVisible();
  await visitor.page.getByRole('button', { name: 'Ik heb ze overgeschreven' }).click();
  await expect(visitor.page.getByRole('button', { name: 'Liever later: geef me een code' })).toBeFocused();
  // It arrived, and the answer did not: who tries again loses nothing.
  await visitor.page.route('**/api/visit/deletion', (route) => route.abort());
  await visitor.page.getByRole('button', { name: 'Ja, wis het' }).click();
  await visitor.sees('We weten niet of het gelukt is.');
  await visitor.page.unroute('**/api/visit/deletion');
  await expect(visitor.page.getByLabel('Wil je er iets over zeggen?')).toBeVisible();
  await visitor.page.getByRole('button', { name: 'Ja, wis het' }).click();
  await visitor.sees('Je gesprek is gewist');
  await expect(visitor.page.getByText('nalezen wat er gezegd is')).toHaveCount(0);
  // Stars can still be given, words cannot.
  await expect(visitor.page.getByLabel('Wil je er iets over zeggen?')).toHaveCount(0);
  await visitor.page.getByRole('radio', { name: '4 sterren' }).check();
  await visitor.page.getByRole('button', { name: 'Doorgeven' }).click();
  await visitor.sees('Dank je, dat helpt ons.');
  await operator.sees('De bezoeker heeft dit gesprek gewist.');
  await operator.sees('Een notitie kan er niet meer bij.');
  await expect(note).toHaveCount(0);
  await expect(operator.page.getByText('mijn geheim')).toHaveCount(0);
  expect(await operator.page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('geheim');
  await expect(visitor.page.getByText('mijn geheim')).toHaveCount(0);
  if (shots) {
    await visitor.page.screenshot({ path: `${shots}/deleted.png`, fullPage: true });
    await operator.page.screenshot({ path: `${shots}/deleted-desk.png` });
  }
  await visitor.isAccessible();
  await operator.isAccessible();
  await operator.registers();
});

test('a code deletes a talk that goes on, once its visitor says that it may stop', async ({ visitor, anotherVisitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('mijn geheim');
  await visitor.page.getByRole('button', { name: 'Terugkeercode' }).click();
  await visitor.sees('Met deze code kan je je gesprek later ook wissen.');
  if (shots) await visitor.page.screenshot({ path: `${shots}/code.png` });
  const code = await visitor.page.getByText(/^\d{4} \d{4} \d{4} \d{4}$/).textContent();
  const phone = await anotherVisitor();
  await phone.opens();
  await phone.page.getByRole('button', { name: 'Ik heb een code' }).click();
  await phone.page.getByLabel('Code').fill(code!);
  await phone.page.getByRole('button', { name: 'Mijn gesprek wissen' }).click();
  if (shots) await phone.page.screenshot({ path: `${shots}/delete-code.png`, fullPage: true });
  await phone.page.getByRole('button', { name: 'Ja, wis het' }).click();
  await phone.sees('Dit gesprek is nog bezig. Als je het wist, stopt het meteen.');
  await phone.page.getByRole('button', { name: 'Stop en wis het' }).click();
  await expect(phone.page.getByRole('heading', { name: 'Je gesprek is gewist' })).toBeFocused();
  await expect(phone.page.getByLabel('Code')).toHaveCount(0);
  await expect(phone.page.getByRole('button', { name: 'Mijn gesprek wissen' })).toHaveCount(0);
  await phone.isAccessible();
  if (shots) await phone.page.screenshot({ path: `${shots}/deleted-code.png`, fullPage: true });
  await phone.page.getByRole('button', { name: 'Terug' }).click();
  await expect(phone.page.getByLabel('Code')).toHaveCount(0);
  await operator.sees('De bezoeker heeft dit gesprek gewist.');
});

test('Noor takes an address out: pointed out where it looks like one, selected where it does not', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('mail me op robin@example.be, ik woon Kerkstraat 1');
  await operator.sees('Lijkt een e-mailadres.');
  if (shots) await operator.page.screenshot({ path: `${shots}/redact-mark.png` });
  await operator.page.getByRole('button', { name: 'Weghalen robin@example.be' }).click();
  await expect(visitor.log).toContainText('mail me op ▮▮▮ weggehaald, ik woon Kerkstraat 1');
  await operator.page.getByRole('button', { name: 'Iets weghalen' }).last().focus();
  await operator.page.keyboard.press('Enter');
  const field = operator.page.getByRole('textbox', { name: 'Wat moet er weg uit dit bericht?' });
  await expect(field).toBeFocused();
  if (shots) await operator.page.screenshot({ path: `${shots}/redact.png` });
  await operator.isAccessible();
  await operator.page.getByRole('button', { name: 'Het aangeduide stuk weghalen' }).click();
  await operator.sees('Duid eerst een stuk van de tekst aan.');
  await field.evaluate((box: HTMLTextAreaElement) => {
    const from = box.value.indexOf('Kerkstraat');
    box.setSelectionRange(from, box.value.length);
  });
  await operator.page.getByRole('button', { name: 'Het aangeduide stuk weghalen' }).click();
  for (const page of [visitor, operator]) {
    await expect(page.log).toContainText('mail me op ▮▮▮ weggehaald, ik woon ▮▮▮ weggehaald');
    await expect(page.page.getByText('Kerkstraat')).toHaveCount(0);
  }
  await visitor.page.reload();
  await expect(visitor.log).toContainText('ik woon ▮▮▮ weggehaald');
  if (shots) await visitor.page.screenshot({ path: `${shots}/redacted.png` });
  await visitor.isAccessible();
});

test('a phone number in an Arabic message stays in its order', async ({ visitor, operator }) => {
  await talk(visitor, operator);
  await visitor.says('رقمي 0475 12 34 56');
  const number = operator.log.getByRole('link', { name: '0475 12 34 56' });
  const places = await number.evaluate((link) => {
    const text = link.firstChild!;
    return ['0475', '56'].map((digits) => {
      const range = document.createRange();
      const from = text.textContent!.indexOf(digits);
      range.setStart(text, from);
      range.setEnd(text, from + digits.length);
      return range.getBoundingClientRect().left;
    });
  });
  expect(places[0]).toBeLessThan(places[1]!);
});
