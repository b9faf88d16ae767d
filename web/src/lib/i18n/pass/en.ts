import type { WordsOf } from '../words.svelte';
import type nl from './nl';

export default {
  'reason.shift_over': 'my shift is over',
  'reason.medical': 'medical question',
  'reason.expertise': 'knows more about it',
  'reason.language': 'language',
  'reason.other': 'something else',

  'give.open': 'Pass on',
  'give.title': 'Pass {name} on to a colleague',
  'give.what': 'Your colleague has 3 minutes to take over. If not, the conversation comes back to you. {name} sees that a colleague takes over.',
  'give.to': 'To whom?',
  'give.nobody': 'No colleague is on duty on this line now.',
  'give.room': 'no conversation going on',
  'give.busy': 'in a conversation',
  'give.paused': 'pausing',
  'give.reason': 'Why?',
  'give.note': 'What should your colleague know?',
  'give.note_hint': 'Only operators and coordinators read this, the visitor never does.',
  'give.yes': 'Pass on',
  'give.no': 'Cancel',
  'give.conflict': 'That colleague has just left. Choose somebody else.',
  'give.failed': 'That did not work. Try again.',

  'given.waits': 'You passed this conversation on. {alias} still has a moment to take over.',
  'given.back': 'Take it back',
  'given.taken': '{alias} has taken over the conversation.',
  'given.over': 'This conversation has ended meanwhile.',

  'in.title': '{alias} passes a conversation on to you: {name}',
  'in.reason': 'Reason: {reason}',
  'in.note': 'Note by {alias}',
  'in.take': 'Take over',
  'in.decline': 'Not now',
  'in.no_room': 'Finish your conversation or registration first, or choose ‘Not now’.',
  'in.failed': 'That did not work. Perhaps the conversation went back to your colleague.',

  'queue.for': 'for {alias}',
  'queue.kept': 'first for {alias}',
  'queue.kept_me': 'first for you',
  'queue.take_kept': 'Take now',
  'queue.colleague': 'a colleague',
  'queue.medical': 'asks for a doctor or nurse',
} satisfies WordsOf<typeof nl>;
