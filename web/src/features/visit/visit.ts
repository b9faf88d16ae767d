import { api, Refused, type Visit } from '$lib/api/api';
import type { Register } from '$lib/i18n/words.svelte';
import { storeOf } from '$lib/store';

// The visit of this tab. Nothing of it outlives the tab.
export interface Kept {
  slug: string;
  token: string;
  nickname: string;
  register: Register;
  conversation: string | null;
}

const kKey = 'onthaal.visit';
const kTries = 5;
const kBusyWait = 400;

export const store = storeOf('sessionStorage');

let inMemory: Kept | null = null;

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

// Leaves nothing of the visit on this device.
export function wipe(): void {
  inMemory = null;
  store?.clear();
}

function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// Starts a visit. The token is kept before it is sent, so that trying again after a lost answer is the same visit.
export async function start(slug: string, nickname: string, register: Register): Promise<Kept> {
  const token = kept(slug)?.token ?? newToken();
  wipe(); // what an earlier visit in this tab left
  const visit = keep({ slug, token, nickname, register, conversation: null });
  for (let tries = 1; ; tries += 1) {
    try {
      const { conversation } = await api.startVisit(slug, { token, nickname, register });
      return keep({ ...visit, conversation });
    } catch (error) {
      // Busy means that nothing was changed. Whoever needs help is not asked to press again for that.
      if (!(error instanceof Refused && error.code === 'busy') || tries === kTries) throw error;
      const wait = kBusyWait * tries * (0.5 + Math.random());
      await new Promise((done) => setTimeout(done, wait));
    }
  }
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
