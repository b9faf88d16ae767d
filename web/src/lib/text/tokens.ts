// What somebody wrote, in pieces: plain text, phone numbers as people in Belgium write them, and links to hosts that the line
// trusts. Every other address stays text.
export type Token = { kind: 'text'; text: string } | { kind: 'call' | 'link'; text: string; href: string };

const kShort = '112|101|102|106|107|1712|1813';
// No date, amount, time or longer number; what is around it says so.
const kBefore = String.raw`(?<![\w@€+]|[\d.,:/-])`;
const kAfter = String.raw`(?![\w%€]|[.,:/-]\d)`;
const kDate = String.raw`(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4})`;
const kLong = String.raw`(?:(?:\+|00)32[\s./-]?(?:\(0\)[\s./-]?)?|0)[1-9](?:[\s./-]?\d){7,8}`;
const kAddress = String.raw`(?<![\w@./:-])(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w@-])(?::\d+)?(?:[/?#][^\s<>"]*)?`;
const pattern = new RegExp(`${kBefore}(?:${kShort})${kAfter}|${kBefore}${kDate}${kLong}${kAfter}|${kAddress}`, 'giu');
const kClosing = /[.,;:!?)\]}'’”»]+$/u;

export function tokensOf(text: string, trusted: readonly string[]): Token[] {
  const tokens: Token[] = [];
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    const found = match[0].replace(kClosing, '');
    const href = hrefOf(found, trusted);
    if (!href) continue;
    if (match.index > done) tokens.push({ kind: 'text', text: text.slice(done, match.index) });
    tokens.push({ kind: href.startsWith('tel:') ? 'call' : 'link', text: found, href });
    done = match.index + found.length;
  }
  if (done < text.length || tokens.length === 0) tokens.push({ kind: 'text', text: text.slice(done) });
  return tokens;
}

// A phone number as an address, nothing where it has the length of none.
export function callOf(number: string): string | null {
  const plain = number.replace(/\(0\)|[^\d+]/g, '').replace(/^00/, '+');
  if (new RegExp(`^(?:${kShort})$`).test(plain)) return `tel:${plain}`;
  const national = plain.replace(/^\+32|^0/, '');
  const fits = national.length === 8 || (national.length === 9 && national.startsWith('4'));
  return fits && national !== plain ? `tel:+32${national}` : null;
}

function hrefOf(found: string, trusted: readonly string[]): string | null {
  if (/^[\d+][\d\s./()-]*$/.test(found)) return callOf(found);
  try {
    const url = new URL(/^https?:/i.test(found) ? found : `https://${found}`);
    const isTrusted = trusted.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
    return isTrusted && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}
