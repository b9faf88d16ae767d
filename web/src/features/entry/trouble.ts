import { Refused } from '$lib/api/api';
import { t } from '$lib/i18n/welcome';

// What was wrong with a field, or with the whole.
export interface Wrong {
  code: string;
  login: string;
  password: string;
  text: string;
}
export const noneWrong: Wrong = { code: '', login: '', password: '', text: '' };

const kPassword = { too_common: 'problem.too_common', too_long: 'problem.failed' } as const;

export function wrongOf(error: unknown): Wrong {
  const code = error instanceof Refused ? error.code : 'unreachable';
  const fields = new Map((error instanceof Refused ? error.fields : []).map((one) => [one.field, one.problem]));
  const password = fields.get('password');
  return {
    code,
    login: code === 'conflict' ? t('problem.taken') : fields.has('login') ? t('problem.login') : '',
    password: password ? t(kPassword[password as keyof typeof kPassword] ?? 'problem.too_short') : '',
    text:
      code === 'invalid' || code === 'conflict'
        ? ''
        : t(code === 'unreachable' ? 'problem.unreachable' : 'problem.failed'),
  };
}
