import { api, Refused, type Visit } from '$lib/api/api';
import { visitorApi, type Party, type Proof } from '$lib/api/visitor';
import type { Register } from '$lib/i18n/words.svelte';
import { storeOf } from '$lib/store';
import { deviceOf } from './device';
import type { Prover } from './proof';

// What somebody says before a talk.
export interface Wish {
  nickname: string;
  register: Register;
  who: Party | null;
  topic: string | null;
}

// The visit of this tab. Nothing of it outlives the tab.
export interface Kept extends Wish {
  slug: string;
  token: string;
  conversation: string | null;
}

const kKey = 'onthaal.visit';
const kTries = 5;
const kBusyWait = 400;
const kCrowdedWait = 4_000;
const kCrowdedLongest = 20_000;

export const store = storeOf('sessionStorage');

const kEarlier = 'onthaal.earlier';
let inMemory: Kept | null = null;
let earlier: string | undefined;

export function kept(slug: string): Kept | null {
  try {
    const visit = (JSON.parse(store?.getItem(kKey) ?? 'null') as Kept | null) ?? inMemory;
    return visit?.slug === slug ? visit : null;
  } catch {
    return null;
  }
}

function keep(visit: Kept): Kept {
  inMemory = visit;
  try {
    store?.setItem(kKey, JSON.stringify(visit));
  } catch {
    // Full: the visit lives as long as the page.
  }
  return visit;
}

// The plan that the next talk goes with (features/second/along.ts).
export const kPlan = 'onthaal.plan';

// Leaves nothing of the visit on this device.
export function wipe(): void {
  earlier = undefined;
  inMemory = null;
  store?.clear();
}

// The same, but for what names the visit that was.
export function clear(): void {
  const name = store?.getItem(kEarlier);
  inMemory = null;
  store?.clear();
  if (name) store?.setItem(kEarlier, name);
}

// A page that starts again names the visit that it had before: by the hash of its token, which opens nothing. It stays in
// the tab only after a talk that was ended with the text about boundaries.
export async function remember(token: string, inTab: boolean): Promise<void> {
  earlier = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))));
  if (inTab) store?.setItem(kEarlier, earlier);
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const newToken = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms * (0.75 + Math.random() / 2)));
const isProofTrouble = ({ code, fields }: Refused) =>
  code === 'invalid' && fields.some(({ field }) => field.startsWith('proof'));

// Asks until there is a lasting answer: whoever needs help is not asked to press again because a machine was busy, many
// came at once, or a proof was too old. `crowded` is told when it may take a while.
async function insist<T>(prover: Prover, ask: (proof: Proof | undefined) => Promise<T>, crowded: () => void): Promise<T> {
  let proof = await prover.prepare();
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await ask(proof);
      prover.spent();
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'busy' && tries < kTries) {
        await sleep(kBusyWait * tries);
      } else if (isProofTrouble(error) && proof) {
        prover.spent();
        proof = tries < kTries ? await prover.prepare() : undefined;
      } else if (error.code === 'too_many') {
        crowded();
        await sleep(Math.min(kCrowdedLongest, kCrowdedWait * tries));
        proof = await prover.prepare();
      } else {
        throw error;
      }
    }
  }
}

// Starts a visit. The token is kept before it is sent, so that trying again after a lost answer is the same visit.
export async function start(slug: string, wish: Wish, prover: Prover, crowded: () => void): Promise<Kept> {
  const token = kept(slug)?.token ?? newToken();
  const before = earlier ?? store?.getItem(kEarlier);
  clear(); // what an earlier visit in this tab left
  const visit = keep({ slug, token, ...wish, conversation: null });
  const { nickname, register, who, topic } = wish;
  const asked = { token, nickname, register, device: deviceOf(), ...(who && { who }), ...(topic && { topic }), ...(before && { earlier: before }) };
  const ask = (proof: Proof | undefined) => api.startVisit(slug, { ...asked, ...(proof && { proof }) });
  const { conversation } = await insist(prover, ask, crowded);
  return keep({ ...visit, conversation });
}

// A try of a code, which spends a proof.
export async function tryCode<T>(prover: Prover, ask: (proof: { proof?: Proof }) => Promise<T>): Promise<T> {
  const once = async () => {
    const proof = await prover.prepare();
    return ask(proof ? { proof } : {}).finally(() => prover.spent());
  };
  return once().catch((error: unknown) => {
    // Not the code was wrong.
    if (error instanceof Refused && isProofTrouble(error)) return once();
    throw error;
  });
}

// Goes on, on this device, with the talk of a return code; or begins that of an appointment.
export async function comeBack(code: string, prover: Prover, by = visitorApi.comeBack): Promise<Kept> {
  const token = newToken();
  const { conversation, line, register } = await tryCode(prover, (proof) => by({ code, token, ...proof }));
  clear();
  return keep({ slug: line.slug, token, nickname: '', register, who: null, topic: null, conversation });
}

// The visit that this tab was in, as the server knows it. Nothing when there is none.
export async function resume(slug: string): Promise<Kept | null> {
  const visit = kept(slug);
  if (!visit) return null;
  try {
    const { conversation, register }: Visit = await api.visit(visit.token);
    return keep({ ...visit, conversation, register });
  } catch (error) {
    if (error instanceof Refused && error.code === 'unauthenticated') return null;
    throw error;
  }
}
