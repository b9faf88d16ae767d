// A return code, in English.
import type { WordsOf } from '../words.svelte';
import type nl from './nl';

const words: WordsOf<typeof nl> = {
  'return.title': 'Fill in your code',
  'return.text': 'A return code, or the code of an appointment or a plan: always 16 digits.',
  'return.code': 'Code',
  'return.go': 'Go on',
  'return.back': 'Back',
  'return.short': 'A code has 16 digits. Please check them.',
  'return.wrong': 'This code does not work. There may be a mistake in it, or it is no longer valid.',
  'return.later': 'It does not work right now. Please try again in a minute.',
  'return.busy': 'One moment…',
  'return.unreachable': 'Check whether your internet works, and try again then.',
  'code.title': 'Go on on another device',
  'code.text': 'Write this code down. On another device choose “I have a code” and your conversation goes on there. It works until {minutes} minutes after you have left here.',
  'code.once': 'We show it only once. When you ask for a new one, this one no longer works.',
  'code.copy': 'Copy',
  'code.copied': 'Copied',
  'code.done': 'I have written it down',
  'code.failed': 'Making a code does not work right now. Please try again in a moment.',
};
export default words;
