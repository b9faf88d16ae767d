import { expect, it } from 'vitest';
import { deviceOf } from './device';

const page = (coarse: boolean, width: number, height: number) =>
  ({ matchMedia: () => ({ matches: coarse }), screen: { width, height } }) as unknown as Window;

it('tells a phone, a tablet and a computer apart', () => {
  expect(deviceOf(page(true, 390, 844))).toBe('phone');
  expect(deviceOf(page(true, 844, 390))).toBe('phone');
  expect(deviceOf(page(true, 1180, 820))).toBe('tablet');
  expect(deviceOf(page(false, 1440, 900))).toBe('computer');
});
