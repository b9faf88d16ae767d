import { expect, it } from 'vitest';
import { placeOf, takeWay } from './way';

it('leads to the pages of staff, and nowhere else', () => {
  for (const path of ['/desk', '/office', '/office/clbchat/team']) expect(placeOf(path)).toBe(path);
  for (const path of ['//evil.example', 'https://evil.example', '/desk/../x', '/clbchat', '', '/office//evil?x']) {
    expect(placeOf(path)).toBe('/desk');
  }
});

it('is taken once', () => {
  const kept = new Map([['onthaal.sign_on', '{"browser":"x","to":"/desk"}']]);
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => kept.delete(key),
  } as unknown as Storage;
  expect(takeWay(store)).toEqual({ browser: 'x', to: '/desk' });
  expect(takeWay(store)).toBeNull();
});
