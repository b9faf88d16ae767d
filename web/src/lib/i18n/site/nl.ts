// The list of lines.
export default {
  'page.title': 'Chatlijnen',
  'page.loading': 'Even laden…',
  'lines.title': 'Met wie wil je chatten?',
  'lines.empty': 'Er is hier nog geen chatlijn.',
  'lines.unreachable': 'We krijgen geen verbinding. Kijk even of je internet werkt.',
  'lines.retry': 'Opnieuw proberen',
  'lines.danger': 'Ben je nu in gevaar?',
  'lines.call': 'Bel 112',
  'lines.desk': 'Voor chatmedewerkers',
};
