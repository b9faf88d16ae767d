import { describe, expect, it } from 'vitest';
import { addressOf, kPages, pageAt } from './office.svelte';

describe('the addresses of the office', () => {
  it('lead to a page and back', () => {
    for (const page of kPages) expect(pageAt(addressOf(page))).toBe(page);
    expect(addressOf('now')).toBe('/office');
    expect(pageAt('/office/team/')).toBe('team');
  });
  it('lead to what happens now where nothing else is', () => expect(pageAt('/office/nowhere')).toBe('now'));
});
