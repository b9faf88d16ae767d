import { dot, line, ruleY, text } from '@observablehq/plot';
import { drawn, pixels, widthOf } from './plot';

export interface Curve {
  label: string;
  points: { at: number; value: number | null; title: string }[];
}

// How far apart labels stay that stand one under the other: moved as little as order allows.
export function spread(wanted: number[], least: number, highest: number): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  for (let k = 1; k < order.length; k++) order[k]!.y = Math.max(order[k]!.y, order[k - 1]!.y + least);
  const over = (order.at(-1)?.y ?? 0) - highest;
  if (over > 0) {
    order.at(-1)!.y -= over;
    for (let k = order.length - 2; k >= 0; k--) order[k]!.y = Math.min(order[k]!.y, order[k + 1]!.y - least);
  }
  const moved = Array<number>(wanted.length);
  for (const { y, i } of order) moved[i] = y;
  return moved;
}

// Round numbers for an axis: at most five steps.
export function stepsTo(most: number): number[] {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((by) => by * power).find((by) => by >= rough) ?? rough);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

// The points of a curve at every tick from its first to its last: null where one is missing, so that the curve stops there.
export function unbroken<T extends { at: number; value: number | null }>(points: T[]): (T | null)[] {
  const known = points.filter(({ value }) => value !== null);
  const [first, last] = [Math.min(...known.map(({ at }) => at)), Math.max(...known.map(({ at }) => at))];
  return known.length ? Array.from({ length: last - first + 1 }, (_, i) => known.find(({ at }) => at === first + i) ?? null) : [];
}

// The last curve before us, the earlier ones behind it in grey, each with its name where it ends.
export function lines(
  curves: Curve[],
  { ticks, write }: { ticks: string[]; write: (value: number) => string },
  width: number,
  em: number,
): SVGSVGElement {
  const shown = curves.filter(({ points }) => points.some(({ value }) => value !== null));
  const most = Math.max(...shown.flatMap(({ points }) => points.map(({ value }) => value ?? 0)), 1);
  const steps = stepsTo(most);
  const left = (Math.max(...steps.map((step) => widthOf(write(step)))) + 0.8) * em;
  const right = (Math.max(...shown.map(({ label }) => widthOf(label)), 1) + 1.2) * em;
  const [top, tall] = [0.8 * em, Math.max(15 * em, shown.length * 1.35 * em)];
  const x = (at: number) => left + (at / (ticks.length - 1)) * (width - left - right);
  const y = (value: number) => top + tall - (value / Math.max(most, steps.at(-1) ?? 1)) * tall;

  const last = shown.length - 1;
  const marks = shown.flatMap(({ points }, place) =>
    unbroken(points).map((point) => (point ? { place, x: x(point.at), y: y(point.value ?? 0), title: point.title } : { place, x: NaN, y: NaN, title: '' })),
  );
  const ends = shown.map(({ label, points }, place) => ({ label, place, end: points.filter(({ value }) => value !== null).at(-1)! }));
  const heights = spread(ends.map(({ end }) => y(end.value ?? 0)), 1.3 * em, top + tall);
  const names = ends.map((one, i) => ({ ...one, x: width - right + 0.9 * em, y: heights[i]! }));
  const latest = marks.filter(({ place }) => place === last);
  const isTight = (width - left - right) / ticks.length < 2.2 * em;
  return drawn({
    em,
    ...pixels(width, top + tall + 1.9 * em),
    marks: [
      ruleY(steps, { y, x1: left, x2: width - right + 0.4 * em, stroke: 'var(--line)' }),
      text(steps, { x: left - 0.6 * em, y, text: write, textAnchor: 'end', fill: 'var(--ink-2)' }),
      text(ticks, {
        x: (_, i) => x(i),
        y: top + tall + 1.15 * em,
        text: (tick: string) => (isTight ? tick.slice(0, 1) : tick),
        fill: 'var(--ink-2)',
      }),
      line(marks.filter(({ place }) => place !== last), { x: 'x', y: 'y', z: 'place', stroke: 'var(--before)', strokeWidth: 1.4, title: 'title' }),
      line(latest, { x: 'x', y: 'y', stroke: 'var(--tone-1)', strokeWidth: 2.6 }),
      dot(latest, { x: 'x', y: 'y', r: 3.2, fill: 'var(--tone-1)', title: 'title' }),
      text(names.slice(0, last), { x: 'x', y: 'y', text: 'label', textAnchor: 'start', fill: 'var(--ink-2)' }),
      text(names.slice(last), { x: 'x', y: 'y', text: 'label', textAnchor: 'start', fill: 'var(--tone-1)', fontWeight: 700 }),
    ],
  });
}
