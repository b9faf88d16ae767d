// How staff come in, at the desk and at the office.
export default {
  'page.loading': 'Even laden…',

  'login.title': 'Inloggen',
  'login.text': 'Voor chatmedewerkers en coördinatoren.',
  'login.login': 'Gebruikersnaam',
  'login.password': 'Wachtwoord',
  'login.show': 'Toon',
  'login.hide': 'Verberg',
  'login.enter': 'Inloggen',
  'login.entering': 'Even geduld…',
  'login.missing': 'Vul je gebruikersnaam en je wachtwoord in.',
  'login.wrong': 'Gebruikersnaam of wachtwoord klopt niet.',
  'login.too_many': 'Te veel pogingen. Wacht een paar minuten en probeer dan opnieuw.',
  'login.busy': 'De server heeft het nu te druk. Probeer het zo meteen opnieuw.',
  'login.unreachable': 'De server is niet bereikbaar. Kijk je verbinding na en probeer opnieuw.',
  'login.failed': 'Inloggen lukt nu niet. Probeer het zo meteen opnieuw.',
  'login.over': 'Je sessie is afgelopen. Log opnieuw in; je werk staat er nog.',
  'login.version': 'Er is een nieuwe versie van deze pagina. Laad ze opnieuw.',
  'login.out': 'Uitloggen',

  'choose.title': 'Op welke chatlijn werk je?',

  'unreachable.title': 'De server is niet bereikbaar',
  'unreachable.text': 'Kijk je verbinding na. Er gaat niets verloren.',
  'unreachable.retry': 'Opnieuw proberen',
};
