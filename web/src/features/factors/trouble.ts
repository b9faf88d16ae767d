import { account } from '$lib/api/account';
import { Refused } from '$lib/api/api';
import { t } from '$lib/i18n/session';
import { Cancelled } from './passkeys';

export interface FactorTrouble {
  isStale: boolean; // the ticket or the session is over
  isWrong: boolean; // the code is
  needsPassword: boolean;
  text: string;
}

export function troubleOf(error: unknown): FactorTrouble {
  const code = error instanceof Refused ? error.code : 'internal';
  const problemOf = (field: string) => (error instanceof Refused ? error.fields.find((each) => each.field === field)?.problem : undefined);
  const isWrong = problemOf('code') !== undefined;
  const needsPassword = problemOf('password') === 'required';
  const text = () => {
    if (error instanceof Cancelled) return t('passkey.cancelled');
    if (isWrong) return t('second.wrong');
    if (code === 'too_many') return t('login.too_many');
    if (code === 'unreachable') return t('login.unreachable');
    if (code === 'busy') return t('login.busy');
    if (code === 'conflict') return t('second.conflict');
    return t('second.failed');
  };
  return { isStale: code === 'unauthenticated', isWrong, needsPassword, text: text() };
}

// Of a password, where a wrong one and a session that is over are both `unauthenticated`: looking tells which.
export async function troubleOfPassword(error: unknown): Promise<FactorTrouble> {
  const told = troubleOf(error);
  if (!told.isStale) return told;
  const other = await account.factors().then(() => null, troubleOf);
  return other ?? { ...told, isStale: false, isWrong: true };
}
