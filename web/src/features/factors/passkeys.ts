import { account, type FactorMade, type Ticket } from '$lib/api/account';
import { Refused, type Session } from '$lib/api/api';

// What browsers and the server say to each other about passkeys (W3C Web Authentication): bytes there, base64url here.
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const keyOf = (id: string) => ({ type: 'public-key' as const, id: bytesOf(id) });

export const hasPasskeys = (): boolean => 'credentials' in navigator && 'PublicKeyCredential' in window;

// Thrown where the person closed the browser's question, or it waited too long.
export class Cancelled extends Error {}

// What the browser says where it made or showed none.
export function refusalOf(error: unknown): unknown {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return new Cancelled();
  return name === 'InvalidStateError' ? new Refused('conflict') : error;
}

async function asked<T>(question: Promise<Credential | null>): Promise<{ id: ArrayBuffer; response: T }> {
  const credential = await question.catch((error: unknown) => {
    throw refusalOf(error);
  });
  if (!(credential instanceof PublicKeyCredential)) throw new Cancelled();
  return { id: credential.rawId, response: credential.response as T };
}

export async function makePasskey(name: string, ticket: Ticket): Promise<FactorMade> {
  const { challenge, site, user, credentials } = await account.newChallenge(ticket);
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: bytesOf(challenge),
    rp: { id: site, name: 'Onthaal' },
    user: { id: bytesOf(user.id), name: user.login, displayName: user.name },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    excludeCredentials: credentials.map(keyOf),
    attestation: 'none',
  };
  const { response } = await asked<AuthenticatorAttestationResponse>(navigator.credentials.create({ publicKey }));
  return account.addPasskey({
    ...ticket,
    name,
    client_data: textOf(response.clientDataJSON),
    authenticator_data: textOf(response.getAuthenticatorData()),
  });
}

export async function showPasskey(ticket: Ticket): Promise<Session> {
  const { challenge, site, credentials, verification } = await account.challenge(ticket);
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytesOf(challenge),
    rpId: site,
    allowCredentials: credentials.map(keyOf),
    userVerification: verification,
  };
  const { id, response } = await asked<AuthenticatorAssertionResponse>(navigator.credentials.get({ publicKey }));
  return account.showPasskey({
    ...ticket,
    credential: textOf(id),
    client_data: textOf(response.clientDataJSON),
    authenticator_data: textOf(response.authenticatorData),
    signature: textOf(response.signature),
  });
}
