import { rect, text } from '@observablehq/plot';
import { drawn, onTone, pixels, toneOf, widthOf } from './plot';

export interface Slice {
  tone: number | null;
  value: number;
  text: string;
  title: string;
}

// What a whole is made of, on one bar.
export function stack(slices: Slice[], width: number, em: number): SVGSVGElement {
  const whole = slices.reduce((sum, { value }) => sum + value, 0) || 1;
  const tall = 2.2 * em;
  let at = 0;
  const placed = slices.map((slice) => {
    const from = at;
    at += (slice.value / whole) * width;
    return { ...slice, from, until: at };
  });
  return drawn({
    em,
    ...pixels(width, tall),
    marks: [
      rect(placed, {
        x1: 'from',
        x2: (slice) => Math.max(slice.from + 1, slice.until - 2),
        y1: 0,
        y2: tall,
        fill: ({ tone }) => toneOf(tone),
        rx: 3,
        title: 'title',
      }),
      text(
        placed.filter((slice) => (widthOf(slice.text, 'bold') + 1) * em < slice.until - slice.from),
        { x: (slice) => (slice.from + slice.until) / 2 - 1, y: tall / 2, text: 'text', fill: ({ tone }) => onTone(tone), fontWeight: 700 },
      ),
    ],
  });
}
