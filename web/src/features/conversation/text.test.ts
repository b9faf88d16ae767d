import { describe, expect, it } from 'vitest';
import { cleaned, lengthOf } from './conversation.svelte';

describe('what somebody writes', () => {
  it('is trimmed and loses control characters, but not its lines', () => {
    expect(cleaned('  hey\r\nhallo\u0007\tdaar \n')).toBe('hey\nhallo\tdaar');
  });
  it('holds no half characters, which are no text to the server', () => {
    expect(cleaned('a\ud83db👋\udc4b')).toBe('ab👋');
  });
  it('is counted in characters as people and the server count them', () => {
    expect(lengthOf('👋🏽é')).toBe(3);
    expect(lengthOf('a'.repeat(4000))).toBe(4000);
  });
});
