// What looks like somebody's own phone number or e-mail address, for a person to look at: never decided by a machine.
export interface Contact {
  kind: 'phone' | 'mail';
  from: number; // in UTF-16, as selections are
  until: number;
}

const kMail = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
// Eight to eleven digits, as they are written in Belgium; no date, no amount, no longer number. Help lines are shorter.
const kPhone = /(?<![\d€@.,+])(?:(?:\+|00)32[\s./-]?(?:\(0\)[\s./-]?)?|0)[1-9](?:[\s./-]?\d){7,8}(?![\d€%]|[.,]\d)/gu;

export function contactsIn(text: string): Contact[] {
  const all = (kind: Contact['kind'], pattern: RegExp): Contact[] =>
    [...text.matchAll(pattern)].map((match) => ({ kind, from: match.index, until: match.index + match[0].length }));
  return [...all('phone', kPhone), ...all('mail', kMail)].sort((a, b) => a.from - b.from);
}

// The same part in code points, as the server counts.
export function rangeOf(text: string, from: number, until: number): { start: number; length: number } {
  return { start: [...text.slice(0, from)].length, length: [...text.slice(from, until)].length };
}
