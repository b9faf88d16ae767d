import { expect, test } from 'vitest';
import { factsOf, textOf } from './facts';

test('what is written comes back, on one line each, and what is empty is not there', () => {
  const text = textOf({ ...factsOf(''), contact: ' chat@clb.be: of\nbel ', dpo: '\u0007' });
  expect(text).toBe('contact: chat@clb.be: of bel');
  expect(factsOf(text).contact).toBe('chat@clb.be: of bel');
  expect(factsOf(text).dpo).toBe('');
});
