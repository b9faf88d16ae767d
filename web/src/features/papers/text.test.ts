import { expect, test } from 'vitest';
import { cleaned, isTooLong, kLongest } from './text';

test('characters are counted as the server counts them, and what it would not read is too long', () => {
  expect(isTooLong('a'.repeat(kLongest))).toBe(false);
  expect(isTooLong('a'.repeat(kLongest + 1))).toBe(true);
  expect(isTooLong('🙂'.repeat(10_000))).toBe(false);
  expect(isTooLong('ل'.repeat(kLongest))).toBe(false);
  expect(isTooLong('🙂'.repeat(20_000))).toBe(true);
});

test('what nobody sees goes, all else stays', () => {
  expect(cleaned('a\r\nb\vc\td\u0007\ud800')).toBe('a\nb\nc\td');
  const kept = '👩‍👧 سلام \u200f(שלום) — ’é\n\n| a |';
  expect(cleaned(kept)).toBe(kept);
});
