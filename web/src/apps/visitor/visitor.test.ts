import { afterEach, expect, it, vi } from 'vitest';
import { Visitor } from './visitor.svelte';

// The network is gone just when the rest of the page is fetched.
vi.mock('./inside', () => {
  throw new Error('not there');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const line = { slug: 'clbchat', open: true, full: false, texts: {} };
const answers: Record<string, unknown> = {
  '/api/lines/clbchat': line,
  '/api/lines/clbchat/challenges': { bits: 0 },
  '/api/lines/clbchat/visits': { conversation: 'c-1' },
  '/api/visit': { conversation: 'c-1', line, state: 'waiting', register: 'nl' },
};

it('brings no plan along to a talk whose page could not be had', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { matchMedia: () => ({ matches: false }), screen: {} });
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(Response.json(answers[path])));
  const visitor = new Visitor('clbchat');
  const bring = vi.fn(() => Promise.resolve());
  visitor.plan = { second: { bring } as never, code: '9' };
  expect(await visitor.begin({ nickname: 'Robin', register: 'nl', who: null, topic: null })).toBe('unreachable');
  expect(visitor.stage).toBe('unreachable');
  await visitor.boot();
  expect(visitor.stage).toBe('version');
  expect(bring).not.toHaveBeenCalled();
});
