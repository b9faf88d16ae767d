import type { WordsOf } from '../words.svelte';
import type nl from './nl';

export default {
  'page.loading': 'Loading…',

  'login.title': 'Sign in',
  'login.text': 'For operators and coordinators.',
  'login.login': 'User name',
  'login.password': 'Password',
  'login.show': 'Show',
  'login.hide': 'Hide',
  'login.enter': 'Sign in',
  'login.entering': 'One moment…',
  'login.missing': 'Fill in your user name and your password.',
  'login.wrong': 'The user name or the password is not right.',
  'login.too_many': 'Too many attempts. Wait a few minutes and try again.',
  'login.busy': 'The server is too busy right now. Try again in a moment.',
  'login.unreachable': 'The server cannot be reached. Check your connection and try again.',
  'login.failed': 'Signing in does not work right now. Try again in a moment.',
  'login.over': 'Your session is over. Sign in again; your work is still there.',
  'login.version': 'There is a new version of this page. Reload it.',
  'login.out': 'Sign out',

  'choose.title': 'Which line do you work on?',

  'unreachable.title': 'The server cannot be reached',
  'unreachable.text': 'Check your connection. Nothing gets lost.',
  'unreachable.retry': 'Try again',
} satisfies WordsOf<typeof nl>;
