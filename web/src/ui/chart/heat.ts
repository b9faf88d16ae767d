import { rect, text } from '@observablehq/plot';
import { drawn, pixels, widthOf } from './plot';

export interface HeatCell {
  x: number;
  y: number;
  value: number | null;
  text: string;
  title: string;
}
const kSteps = [0.07, 0.18, 0.32, 0.48, 0.68, 1] as const;

// Which of the steps a value is in; the words in it stay readable on each.
export const stepOf = (value: number, most: number): number =>
  value <= 0 ? 0 : Math.min(kSteps.length - 1, Math.max(1, Math.round((value / most) * (kSteps.length - 1))));

// How much, by how deep the colour is. Turned on its side where the page is narrow.
export function heat(
  cells: HeatCell[],
  { xs, ys }: { xs: string[]; ys: string[] },
  width: number,
  em: number,
): SVGSVGElement {
  const isTurned = width / Math.max(xs.length, 1) < 2.1 * em && ys.length < xs.length;
  // Days stand above narrow columns by their first letters.
  const [across, down] = isTurned ? [ys.map((day) => day.slice(0, 2)), xs] : [xs, ys];
  const most = Math.max(...cells.map(({ value }) => value ?? 0), 1e-9);
  const left = (Math.max(...down.map((label) => widthOf(label))) + 0.7) * em;
  const top = 1.6 * em;
  const wide = (width - left) / Math.max(across.length, 1);
  const tall = (isTurned ? 1.75 : 2.2) * em;
  const fits = Math.max(...cells.map((cell) => widthOf(cell.text))) * em < wide - 2;
  const placed = cells.map((cell) => {
    const [column, row] = isTurned ? [cell.y, cell.x] : [cell.x, cell.y];
    return { ...cell, left: left + column * wide, top: top + row * tall, step: stepOf(cell.value ?? 0, most) };
  });
  // Whole hours where half ones would stand in each other.
  const every = Math.max(...across.map((label) => widthOf(label))) * em > wide - 2 ? 2 : 1;
  return drawn({
    em,
    ...pixels(width, top + down.length * tall),
    marks: [
      text(across, { x: (_, i) => left + (i + 0.5) * wide, y: top - 0.8 * em, text: (label: string, i: number) => (i % every ? '' : label), fill: 'var(--ink-2)' }),
      text(down, { x: left - 0.6 * em, y: (_, i) => top + (i + 0.5) * tall, text: (label: string) => label, textAnchor: 'end', fill: 'var(--ink-2)' }),
      rect(placed, {
        x1: (cell) => cell.left + 1,
        x2: (cell) => cell.left + wide - 1,
        y1: (cell) => cell.top + 1,
        y2: (cell) => cell.top + tall - 1,
        fill: 'var(--tone-1)',
        fillOpacity: ({ step }) => kSteps[step]!,
        rx: 2,
        title: 'title',
      }),
      text(fits ? placed : [], {
        x: (cell) => cell.left + wide / 2,
        y: (cell) => cell.top + tall / 2,
        text: ({ value, text: said }) => (value === 0 ? '' : said),
        fill: ({ step }) => `var(--heat-${['ink', 'ink', 'ink', 'ink', 'high', 'top'][step]})`,
      }),
    ],
  });
}
