import type { WordsOf } from '../words.svelte';
import type nl from './nl';

export default {
  'page.loading': 'Loading…',
  'form.login': 'User name',
  'form.login_hint': 'Lower-case letters, digits, dot or hyphen. You sign in with it.',
  'form.password': 'Password',
  'form.new_password': 'New password',
  'form.password_hint': 'At least 12 characters. A few unrelated words are easy to remember.',
  'form.show': 'Show',
  'form.hide': 'Hide',
  'form.busy': 'One moment…',
  'form.to_login': 'To the sign-in page',

  'problem.login': 'This name cannot be used. Use lower-case letters, digits, dot or hyphen.',
  'problem.taken': 'This user name exists already. Choose another one.',
  'problem.too_short': 'This password is too short: at least 12 characters.',
  'problem.too_common': 'This password is too easy to guess. Choose another one.',
  'problem.missing': 'Please fill this in.',
  'problem.unreachable': 'The server cannot be reached. Check your connection and try again.',
  'problem.failed': 'That does not work right now. Try again in a moment.',

  'invitation.title': 'Welcome, {name}',
  'invitation.text': '{by} invites you to work with {line}.',
  'invitation.roles': 'You will be {roles}.',
  'invitation.alias': 'In the chat you are called {alias}. Visitors never see your real name.',
  'invitation.choose': 'Choose how you sign in',
  'invitation.make': 'Make my account',
  'invitation.with': 'Sign in with {name}',
  'invitation.or': 'or choose a password',
  'invitation.until': 'This invitation is valid until {time}.',
  'invitation.void': 'This invitation does not work any more',
  'invitation.void_text':
    'It was used already, withdrawn, or is too old. Ask who invited you for a new one. Do you have an account? Then sign in.',
  'role.operator': 'operator',
  'role.coordinator': 'coordinator',
  'role.reviewer': 'quality reviewer',
  'role.planner': 'planner',

  'forgotten.title': 'Forgot your password',
  'forgotten.text': 'Fill in your user name or your mail address. You get a mail with a link to choose a new password.',
  'forgotten.ask':
    'No mail is sent from here. Ask your coordinator for a new password. Are you a coordinator yourself? Then ask who runs the server.',
  'forgotten.login': 'User name or mail address',
  'forgotten.send': 'Send the link',
  'forgotten.sent': 'Look in your mail',
  'forgotten.sent_text':
    'If we know you and have your mail address, the link is on its way. It works for one hour. Nothing there? Ask your coordinator for a new password.',

  'password.title': 'Choose a new password',
  'password.text': 'You are signed out everywhere. Then you sign in with the new password.',
  'password.keep': 'Keep this password',
  'password.done': 'Your new password works',
  'password.done_text': 'Sign in as {login}.',
  'password.void': 'This link does not work any more',
  'password.void_text': 'It was used already, or is older than an hour. Ask for a new one.',
  'password.again': 'Ask for a new link',

  'sign_on.busy': 'Signing you in…',
  'sign_on.failed': 'Signing in did not work',
  'sign_on.expired': 'It took too long, or began in another tab. Try again.',
  'sign_on.provider': 'The sign-on service gave no good answer. Try again in a moment.',
  'sign_on.token': 'The sign-on service gave an answer that we do not trust. Tell your administrator.',
  'sign_on.no_roles': 'Your account has no role here yet. Ask your coordinator for an invitation.',
  'sign_on.disabled': 'Your account is switched off. Ask your coordinator.',
  'sign_on.denied': 'You stopped signing in.',
} satisfies WordsOf<typeof nl>;
