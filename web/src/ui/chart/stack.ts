import { rect, text } from '@observablehq/plot';
import { drawn, kToneUnknown, onTone, pixels, toneOf, widthOf } from './plot';

export interface Slice {
  tone: number | null;
  value: number;
  text: string;
  title: string;
}

// What a whole of 1 is made of, on one bar. `rest`: what is said of a part that has no slice.
export function stack(slices: Slice[], rest: string, width: number, em: number): SVGSVGElement {
  const whole = Math.max(1, slices.reduce((sum, { value }) => sum + value, 0));
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
      ...(width - at > 1 ? [rect([at], { x1: at, x2: width - 1, y1: 1, y2: tall - 1, fill: 'none', stroke: kToneUnknown, strokeDasharray: '4 3', rx: 3 })] : []),
      text(widthOf(rest) * em + em < width - at ? [rest] : [], { x: (at + width) / 2, y: tall / 2, text: (one) => one, fill: 'var(--ink-2)' }),
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
