import type { WordsOf } from '../words.svelte';
import type nl from './nl';

export default {
  'page.title': 'Chat lines',
  'page.loading': 'Loading…',
  'lines.title': 'Who would you like to chat with?',
  'lines.empty': 'There is no chat line here yet.',
  'lines.unreachable': 'We cannot connect. Please check your internet connection.',
  'lines.retry': 'Try again',
  'lines.danger': 'Are you in danger now?',
  'lines.call': 'Call 112',
  'lines.desk': 'For operators',
} satisfies WordsOf<typeof nl>;
