import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api, call } from '$lib/api/api';
import { attend } from './attend';

const kMinute = 60_000;
const page = new EventTarget();
let asked: { path: string; isUnattended: boolean }[];
let leave: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', (path: string, { headers }: { headers: Record<string, string> }) => {
    asked.push({ path, isUnattended: 'Onthaal-Unattended' in headers });
    return Promise.resolve(new Response('{}'));
  });
  for (const name of ['addEventListener', 'removeEventListener'] as const) vi.stubGlobal(name, page[name].bind(page));
  leave = attend();
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
const press = () => page.dispatchEvent(new Event('keydown'));

test('what a page asks with nobody at it says so', async () => {
  await call('/api/first');
  vi.advanceTimersByTime(1.5 * kMinute);
  await call('/api/by-itself');
  press();
  await call('/api/again');
  expect(asked.map(({ isUnattended }) => isUnattended)).toEqual([false, true, false]);
});

test('who only types gives a sign of life, now and then', async () => {
  for (let minute = 0; minute < 31; ++minute) {
    vi.advanceTimersByTime(kMinute);
    for (let key = 0; key < 20; ++key) press();
  }
  await vi.runAllTimersAsync();
  expect(asked).toEqual(Array.from({ length: 15 }, () => ({ path: '/api/session', isUnattended: false })));
});

test('a page without a door asks as it is', async () => {
  leave();
  vi.advanceTimersByTime(60 * kMinute);
  await api.session();
  expect(asked).toEqual([{ path: '/api/session', isUnattended: false }]);
});
