// What the visitor's page needs for a second talk or a plan: rare, so fetched then.
import { Refused } from '$lib/api/api';
import { codes, type AppointmentPage, type PlanPage } from '$lib/api/second';
import { words } from '$lib/i18n/second';
import type { Register } from '$lib/i18n/words.svelte';
import { deviceOf } from '$features/visit/device';
import type { Prover } from '$features/visit/proof';
import { tryCode } from '$features/visit/visit';
import { keepPlan } from './along';

export { keepPlan, planKept } from './along';
export { default as Along } from './Along.svelte';
export { default as CodePage } from './CodePage.svelte';
export { default as Offers } from './Offers.svelte';
export const speak = (register: Register): Promise<void> => words.load(register);

export interface Coded {
  code: string;
  appointment: AppointmentPage | null;
  plan: PlanPage | null;
}
// What a code leads to; throws what went wrong.
export async function look(code: string, prover: Prover, register: Register): Promise<Coded> {
  const isPlan = code.startsWith('9');
  const [plan, appointment] = await Promise.all([
    isPlan ? tryCode(prover, (proof) => codes.plan({ code, ...proof })) : null,
    isPlan ? null : tryCode(prover, (proof) => codes.appointment({ code, ...proof })),
    speak(register),
  ]);
  return { code, appointment, plan };
}

export const open = (body: Parameters<typeof codes.open>[0]) => codes.open({ ...body, device: deviceOf() });

// Who takes the talk sees the plan; after that nothing of it stays here.
const kTries = 4;
const kAgainAfter = 3_000;
export async function bring(slug: string, token: string, code: string, prover: Prover): Promise<void> {
  keepPlan(slug, code);
  for (let tries = 1; tries <= kTries; tries += 1) {
    try {
      await tryCode(prover, (proof) => codes.bring(token, { code, ...proof }));
      return keepPlan(slug, null);
    } catch (error) {
      // There is no such plan any more, or the talk is over.
      if (error instanceof Refused && (error.code === 'not_found' || error.code === 'closed')) return keepPlan(slug, null);
      await new Promise((done) => setTimeout(done, kAgainAfter * tries));
    }
  }
}
