import { afterEach, expect, it, vi } from 'vitest';
import { account } from '$lib/api/account';
import { entry } from '$lib/api/entry';

const ofOneSign = 'e\u0301\u00e9n zotte zwaan'.normalize('NFC');
const ofTwoSigns = ofOneSign.normalize('NFD');

afterEach(() => vi.unstubAllGlobals());

it('goes to the server the same, however it was typed', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push(...Object.entries(JSON.parse(body)).filter(([name]) => ['old', 'password'].includes(name)));
    return new Response(null, { status: 204 });
  });
  expect(ofTwoSigns).not.toBe(ofOneSign);
  await account.logIn({ login: 'els', password: ofTwoSigns });
  await account.prove(ofTwoSigns);
  await account.changePassword({ old: ofTwoSigns, password: ofTwoSigns });
  await entry.accept({ token: 't', login: 'els', password: ofTwoSigns });
  await entry.choose({ token: 't', password: ofTwoSigns });
  expect(sent).toHaveLength(6);
  for (const [, password] of sent as [string, string][]) expect(password).toBe(ofOneSign);
});
