import type { LogEntry } from '$lib/api/readings';

// RFC 4180. What a spreadsheet would take for a formula begins with a quote.
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

export const csvOf = (entries: LogEntry[]): string =>
  [
    ['number', 'at', 'what', 'who', 'who_login', 'line', 'about', 'name', 'login', 'data'],
    ...entries.map((one) => [
      String(one.number),
      one.at,
      one.what,
      one.who ?? '',
      one.who_login ?? '',
      one.line ?? '',
      one.about ?? '',
      one.name ?? '',
      one.login ?? '',
      JSON.stringify(one.data),
    ]),
  ]
    .map((row) => row.map(cell).join(','))
    .join('\r\n') + '\r\n';
