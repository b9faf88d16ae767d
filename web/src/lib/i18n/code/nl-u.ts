// A return code, for parents and teachers: u.
import type { WordsOf } from '../words.svelte';
import type nl from './nl';

const words: WordsOf<typeof nl> = {
  'return.title': 'Vul uw code in',
  'return.text': 'Dat kan een terugkeercode zijn, of de code van een afspraak of een plan: altijd 16 cijfers.',
  'return.code': 'Code',
  'return.go': 'Verder',
  'return.back': 'Terug',
  'return.short': 'Een code heeft 16 cijfers. Kijk ze nog eens na.',
  'return.wrong': 'Deze code werkt niet. Misschien staat er een foutje in, of is ze niet meer geldig.',
  'return.later': 'Het lukt nu even niet. Probeer het over een minuut opnieuw.',
  'return.busy': 'Even geduld…',
  'return.unreachable': 'Kijk even of uw internet werkt, en probeer het dan opnieuw.',
  'code.title': 'Verder op een ander toestel',
  'code.text': 'Schrijf deze code over. Kies op een ander toestel “Ik heb een code” en uw gesprek gaat daar verder. Ze werkt tot {minutes} minuten nadat u hier weg bent.',
  'code.once': 'We tonen ze maar één keer. Vraagt u een nieuwe, dan werkt deze niet meer.',
  'code.copy': 'Kopieer',
  'code.copied': 'Gekopieerd',
  'code.done': 'Ik heb ze overgeschreven',
  'code.failed': 'Het lukt nu niet om een code te maken. Probeer het zo meteen opnieuw.',
};
export default words;
