import { describe, expect, it } from 'vitest';
import base from '../base.css?raw';
import ours from './chart.css?raw';
import { stepOf } from './heat';
import { spread, stepsTo, unbroken } from './lines';

const sheets = [base, ours];

// The colours by name, as a page in this mode has them.
function coloursOf(isDark: boolean): Map<string, string> {
  const found = new Map<string, string>();
  for (const sheet of sheets) {
    const [light = '', dark = ''] = sheet.split('@media (prefers-color-scheme: dark)');
    for (const part of isDark ? [light, dark] : [light])
      for (const [, name = '', hex = ''] of part.matchAll(/--([\w-]+): (#[\da-f]{6});/g)) found.set(name, hex);
  }
  return found;
}
type Rgb = [number, number, number];
const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const mixed = (over: string, under: string, alpha: number): Rgb => {
  const [a, b] = [over, under].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  const hex = a!.map((c, i) => Math.round(alpha * c + (1 - alpha) * b![i]!).toString(16).padStart(2, '0'));
  return linear(`#${hex.join('')}`);
};
const contrast = (a: Rgb, b: Rgb) => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

// How eyes without one kind of cone see it: Machado, Oliveira and Fernandes 2009, severity 1, on linear light.
const kEyes: Record<string, number[][]> = {
  all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const seen = (colour: Rgb, eyes: number[][]) =>
  eyes.map((row) => Math.min(1, Math.max(0, row.reduce((sum, by, i) => sum + by * colour[i]!, 0)))) as Rgb;
// CIE L*a*b*, D65.
function lab([r, g, b]: Rgb): Rgb {
  const f = (v: number) => (v > 0.008856 ? Math.cbrt(v) : 7.787 * v + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(luminance([r, g, b]));
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const apart = (a: Rgb, b: Rgb) => Math.hypot(...lab(a).map((v, i) => v - lab(b)[i]!));

const kUnknown = 'tone-0';
const kTones = ['tone-1', 'tone-2', 'tone-3', 'tone-4', kUnknown];
describe.each([['light', false], ['dark', true]] as const)('the colours of a chart, %s', (_, isDark) => {
  const colours = coloursOf(isDark);
  const of = (name: string) => linear(colours.get(name) ?? '');

  it.each(kTones)('%s stands out from the card, and words stand out on it', (tone) => {
    expect(contrast(of(tone), of('card'))).toBeGreaterThanOrEqual(3);
    const words = tone === kUnknown && !isDark ? 'ink' : 'card';
    expect(contrast(of(tone), of(words))).toBeGreaterThanOrEqual(4.5);
  });
  it('leave the years before legible', () => expect(contrast(of('before'), of('card'))).toBeGreaterThanOrEqual(2.4));
  it.each(Object.keys(kEyes))('are told apart by eyes with %s', (eyes) => {
    const tones = kTones.map((tone) => ({ tone, colour: seen(of(tone), kEyes[eyes]!) }));
    for (const [i, a] of tones.entries())
      for (const b of tones.slice(i + 1)) expect(apart(a.colour, b.colour), `${a.tone} and ${b.tone}`).toBeGreaterThan(12);
  });
  it('leave the number in every step of a heat map legible', () => {
    const ground = colours.get('card') ?? '';
    const tone = colours.get('tone-1') ?? '';
    for (const step of [0.07, 0.18, 0.32, 0.48, 0.68])
      expect(contrast(mixed(tone, ground, step), of(isDark && step > 0.5 ? 'accent-ink' : 'ink')), String(step)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('tone-1'), of('accent-ink'))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('an axis', () => {
  it('has round steps', () => {
    expect(stepsTo(1_234)).toEqual([0, 500, 1_000]);
    expect(stepsTo(3)).toEqual([0, 1, 2, 3]);
    expect(stepsTo(0)).toEqual([0]);
  });
});
describe('a curve', () => {
  const point = (at: number, value: number | null) => ({ at, value });
  it('stops where a month is missing or unknown, and never falls to nothing', () => {
    expect(unbroken([point(0, 5), point(1, 6), point(3, 8), point(4, null), point(5, 2), point(6, null)])).toEqual([
      point(0, 5), point(1, 6), null, point(3, 8), null, point(5, 2),
    ]);
    expect(unbroken([point(2, 0)])).toEqual([point(2, 0)]);
    expect(unbroken([point(2, null)])).toEqual([]);
  });
});
describe('labels beside lines', () => {
  it('stay where they are when they have room', () => expect(spread([10, 50, 90], 12, 100)).toEqual([10, 50, 90]));
  it('are moved apart, in their order, and not over the edge', () => {
    expect(spread([50, 52, 51], 12, 100)).toEqual([50, 74, 62]);
    expect(spread([98, 99], 12, 100)).toEqual([88, 100]);
  });
});
describe('a heat map', () => {
  it('has a step of its own for nothing, and the deepest for the most', () => {
    expect([0, 1, 40, 100].map((value) => stepOf(value, 100))).toEqual([0, 1, 2, 5]);
  });
});
