import type { SecondStep } from '$lib/api/account';
import type { Session } from '$lib/api/api';
import { entry } from '$lib/api/entry';
import { storeOf } from '$lib/store';

// The way to the provider of single sign-on and back: the secret that stays in this tab, and where to go afterwards.
export interface Way {
  browser: string;
  to: string;
  invitation?: string;
}
const kKey = 'onthaal.sign_on';

export async function leaveForProvider(to: string, invitation?: string): Promise<void> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const browser = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const { url } = await entry.start(browser);
  storeOf('sessionStorage')?.setItem(kKey, JSON.stringify({ browser, to, invitation } satisfies Way));
  location.assign(url);
}

// Read once: nobody comes back twice.
export function takeWay(store: Storage | null = storeOf('sessionStorage')): Way | null {
  const kept = store?.getItem(kKey);
  store?.removeItem(kKey);
  return kept ? (JSON.parse(kept) as Way) : null;
}

// What is still to be shown beside it: the log-in page asks for it.
export function keepStep(reply: Session | SecondStep): void {
  if ('ticket' in reply) storeOf('sessionStorage')?.setItem('onthaal.ticket', JSON.stringify(reply));
}

// Only pages of our own staff.
export const placeOf = (path: string): string => (/^\/(desk|office(\/[\w/-]*)?)$/.test(path) ? path : '/desk');
