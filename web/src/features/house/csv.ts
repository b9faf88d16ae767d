import type { LogEntry } from '$lib/api/readings';

// RFC 4180. What a spreadsheet would take for a formula begins with a quote.
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

export const csvOf = (entries: LogEntry[]): string =>
  [
    ['number', 'at', 'what', 'who', 'line', 'about', 'name', 'data'],
    ...entries.map((one) => [
      String(one.number),
      one.at,
      one.what,
      one.who ?? '',
      one.line ?? '',
      one.about ?? '',
      one.name ?? '',
      JSON.stringify(one.data),
    ]),
  ]
    .map((row) => row.map(cell).join(','))
    .join('\r\n') + '\r\n';
