// Going on duty and stopping, at the desk.
import type { WordsOf } from '../words.svelte';
import type nl from './nl';

export default {
  'line.until': 'Open until {time} · {left} left',
  'line.open': 'Open',
  'line.run_out': 'Run-out until {time} · {left} left',
  'line.nobody': 'Closed: nobody is on duty',
  'line.switched_off': 'Closed by a coordinator',
  'line.hours': 'Closed',
  'line.next': 'Closed until {when}',
  'line.full': 'full',

  'left.minutes': '{n} min',
  'left.hours': '{hours} h {minutes}',

  'bar.until': 'until {time}',

  'start.title': 'Go on duty',
  'start.note': 'Today',
  'start.no_note': 'No note from the coordinator for today.',
  'start.until': 'Until when?',
  'start.until_hint': 'After that time you get nobody new.',
  'start.until_close': 'Until the line closes',
  'start.until_none': 'Until I stop',
  'start.go': 'Go online',
  'start.cancel': 'Cancel',
  'start.closed': 'The line is closed. You can begin from half an hour before it opens, or before an appointment.',
  'start.closed_next': 'The line is closed until {when}. You can begin from half an hour before that, or before an appointment.',

  'reach.title': 'Reachable tonight',
  'reach.none': 'Nobody has been named yet who can be reached.',

  'pause.reason': 'What for? Only you see this; it is not sent.',
  'pause.alone': 'Nobody else is online. The coordinators know.',

  'over.text': 'Your block is over ({time}). You get nobody new; your conversation may simply go on.',
  'over.longer': 'Half an hour longer',
  'over.stop': 'Stop',

  'heavy.text': 'That was a heavy conversation. A short pause?',
  'heavy.yes': 'Yes, pause',
  'heavy.no': 'No, I am fine',

  'ended.closed': 'The line is closed and your duty is over. Thank you.',
  'ended.quiet': 'You are no longer on duty: we had seen no sign of you for a while.',
  'ended.seen': 'Okay',

  'ask.title': 'Are you still there?',
  'ask.text': 'We have seen nothing of you for a quarter of an hour. In {left} your duty stops by itself, so that the line does not look open without you.',
  'ask.yes': 'Yes, I am here',
} satisfies WordsOf<typeof nl>;
