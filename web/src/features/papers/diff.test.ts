import { expect, test } from 'vitest';
import { diff } from './diff';

const told = (before: string, after: string) =>
  diff(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-', gap: '…' }[kind]}${text}`);

test('tells what went and what came, with a line around it', () => {
  expect(told('a\nb\nc\nd\ne', 'a\nb\nC\nd\ne')).toEqual(['…', ' b', '-c', '+C', ' d', '…']);
  expect(told('', 'a')).toEqual(['+a']);
  expect(told('a', '')).toEqual(['-a']);
});

test('what is the same has no difference, nor has an empty line', () => {
  expect(told('a\n\nb', 'a\nb\n')).toEqual([]);
});

test('an enormous text is another text', () => {
  const lines = (word: string) => Array.from({ length: 3_000 }, (_, n) => `${word}${n}`).join('\n');
  expect(told(lines('a'), lines('b'))).toHaveLength(6_000);
});
