import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

it('stays in this tab for its line until it came along, and no longer than the visit', async () => {
  const rows = new Map<string, string>();
  const sessionStorage = {
    getItem: (key: string) => rows.get(key) ?? null,
    setItem: (key: string, value: string) => rows.set(key, value),
    removeItem: (key: string) => rows.delete(key),
    clear: () => rows.clear(),
  };
  vi.stubGlobal('window', { sessionStorage });
  vi.resetModules();
  const { keepPlan, planKept } = await import('./along');
  const { clear, wipe } = await import('$features/visit/visit');
  keepPlan('clbchat', '9111222233334444');
  expect([planKept('clbchat'), planKept('ander')]).toEqual(['9111222233334444', null]);
  keepPlan('clbchat', null);
  expect(rows.size).toBe(0);
  for (const leave of [clear, wipe]) {
    keepPlan('clbchat', '9111222233334444');
    leave();
    expect(rows.size).toBe(0);
  }
});
