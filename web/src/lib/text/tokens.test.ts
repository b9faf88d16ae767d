import { describe, expect, it } from 'vitest';
import { tokensOf } from './tokens';

const hosts = ['clbchat.be', 'awel.be'];
const hrefs = (text: string) => tokensOf(text, hosts).flatMap((token) => ('href' in token ? [token.href] : []));

describe('what somebody wrote', () => {
  it('loses nothing, whatever stands in it', () => {
    for (const text of ['', 'hey', 'bel 112!', '<b>1813</b> of www.awel.be/chat?x=1, ok', 'a\n\n0477 12 34 56\n']) {
      expect(tokensOf(text, hosts).map((token) => token.text).join('')).toBe(text);
    }
  });

  it.each([
    ['Bel 112.', 'tel:112'],
    ['(1813)', 'tel:1813'],
    ['102, 106', 'tel:102 tel:106'],
    ['1712', 'tel:1712'],
    ['02 512 34 56', 'tel:+3225123456'],
    ['011/22.33.44', 'tel:+3211223344'],
    ['0477/12 34 56', 'tel:+32477123456'],
    ['0477123456', 'tel:+32477123456'],
    ['+32 477 12 34 56', 'tel:+32477123456'],
    ['0032 (0)2 512 34 56', 'tel:+3225123456'],
    ['0800 13 244', 'tel:+3280013244'],
  ])('%s can be called', (text, calls) => expect(hrefs(text).join(' ')).toBe(calls));

  it.each(['1120', '3112', '€102', '102%', '102,5', '12:102', 'x112', '01/02/2026', '01-02-2026 10', '0477 12 34', '123456789', '2026-11-22'])(
    '%s cannot',
    (text) => expect(hrefs(text)).toEqual([]),
  );

  it.each([
    ['https://www.awel.be/chat.', 'https://www.awel.be/chat'],
    ['zie awel.be', 'https://awel.be/'],
    ['(http://clbchat.be/a?b=1#c)', 'http://clbchat.be/a?b=1#c'],
    ['WWW.CLBCHAT.BE', 'https://www.clbchat.be/'],
  ])('%s leads there', (text, href) => expect(hrefs(text)).toEqual([href]));

  it.each([
    'https://evil.example/awel.be',
    'https://awel.be.evil.example',
    'https://nepawel.be',
    'https://awel.be@evil.example/',
    'https://robin:geheim@awel.be/',
    'robin@awel.be',
    'javascript:alert(1)//awel.be',
    'ftp://awel.be',
    'awel․be',
  ])('%s stays text', (text) => expect(hrefs(text)).toEqual([]));
});
