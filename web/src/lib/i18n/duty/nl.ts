// Aan het werk gaan en stoppen, op de werkplek.
export default {
  'line.until': 'Open tot {time} · nog {left}',
  'line.open': 'Open',
  'line.run_out': 'Uitloop tot {time} · nog {left}',
  'line.nobody': 'Gesloten: niemand is aan het werk',
  'line.switched_off': 'Gesloten door een coördinator',
  'line.hours': 'Gesloten',
  'line.next': 'Gesloten tot {when}',
  'line.full': 'volzet',

  'left.minutes': '{n} min',
  'left.hours': '{hours} u {minutes}',

  'bar.until': 'tot {time}',

  'start.title': 'Aan het werk gaan',
  'start.note': 'Vandaag',
  'start.no_note': 'Geen nota van de coördinator voor vandaag.',
  'start.until': 'Tot wanneer?',
  'start.until_hint': 'Na dat uur krijg je niemand nieuw.',
  'start.until_close': 'Tot de chatlijn sluit',
  'start.until_none': 'Tot ik stop',
  'start.go': 'Ga online',
  'start.cancel': 'Annuleren',
  'start.closed': 'De chatlijn is gesloten. Je kan beginnen vanaf een half uur voor ze opent, of voor een afgesproken gesprek.',
  'start.closed_next': 'De chatlijn is gesloten tot {when}. Je kan beginnen vanaf een half uur daarvoor, of voor een afgesproken gesprek.',

  'reach.title': 'Vanavond bereikbaar',
  'reach.none': 'Er is nog niemand opgegeven die bereikbaar is.',

  'pause.reason': 'Waarvoor? Alleen jij ziet dit, het wordt niet verstuurd.',
  'pause.alone': 'Niemand anders is online. De coördinatoren weten het.',

  'over.text': 'Je blok is voorbij ({time}). Je krijgt niemand nieuw; je gesprek mag gewoon verder.',
  'over.longer': 'Een half uur langer',
  'over.stop': 'Stoppen',

  'heavy.text': 'Dat was een zwaar gesprek. Even pauze?',
  'heavy.yes': 'Ja, pauze',
  'heavy.no': 'Nee, het gaat',

  'ended.closed': 'De chatlijn is gesloten en je dienst is voorbij. Dank je wel.',
  'ended.quiet': 'Je bent niet meer aan het werk: we zagen een tijdje geen teken van jou.',
  'ended.seen': 'Oké',

  'ask.title': 'Ben je er nog?',
  'ask.text': 'We zagen al een kwartier niets van jou. Over {left} stopt je dienst vanzelf, zodat de chatlijn niet open lijkt zonder jou.',
  'ask.yes': 'Ja, ik ben er',
};
