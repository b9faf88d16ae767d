import { rect, ruleX, ruleY, text } from '@observablehq/plot';
import { bars, type BarsLook } from './bars';
import { drawn, pixels, toneOf, widthOf } from './plot';

// Bars upwards, for what has an order: years, ages. Where the words would not fit, they lie down.
export function columns(look: BarsLook, width: number, em: number): SVGSVGElement {
  const { groups, breaks = [] } = look;
  const step = width / Math.max(groups.length, 1);
  const each = (step - Math.min(0.25 * step, 1.2 * em)) / Math.max(...groups.map((group) => group.bars.length), 1);
  const widest = Math.max(...groups.flatMap((group) => group.bars.map((bar) => Math.max(widthOf(bar.text, 'bold'), widthOf(bar.name)))));
  const longest = Math.max(...groups.map(({ label }) => widthOf(label)));
  if (widest * em > each || (longest + 0.4) * em > step) return bars(look, width, em);

  const top = look.most ?? Math.max(...groups.flatMap((group) => group.bars.map(({ value }) => value ?? 0)), 1e-9);
  const names = groups[0]?.bars.some(({ name }) => name) ?? false;
  const [above, tall, below] = [(breaks.length ? 3 : 1.6) * em, 11 * em, (names ? 3 : 1.7) * em];
  const floor = above + tall;
  const thick = Math.min(each, 4.2 * em);
  // From one bar of a group to the next: as far as their words need.
  const pace = Math.min(each, Math.max(thick + 0.15 * em, (widest + 0.6) * em));
  const marks = groups.flatMap((group, index) =>
    group.bars.map((bar, place) => {
      const middle = step * (index + 0.5) + (place - (group.bars.length - 1) / 2) * pace;
      return { bar, middle, y: floor - ((bar.value ?? 0) / top) * tall };
    }),
  );
  const labels = groups.map(({ label }, index) => ({ label, x: step * (index + 0.5) }));
  const rules = breaks.map(({ before, label }) => ({ x: step * before, label, isLate: step * before > width * 0.6 }));
  return drawn({
    em,
    ...pixels(width, floor + below),
    marks: [
      rect(marks, {
        x1: ({ middle }) => middle - thick / 2 + 0.1 * em,
        x2: ({ middle }) => middle + thick / 2 - 0.1 * em,
        y1: (mark) => Math.min(mark.y, floor - (mark.bar.value ? 2 : 0)),
        y2: floor,
        fill: ({ bar }) => toneOf(bar.tone),
        fillOpacity: ({ bar }) => (bar.hollow ? 0.25 : 1),
        stroke: ({ bar }) => toneOf(bar.tone),
        rx: 2,
        title: ({ bar }) => bar.title,
      }),
      text(marks, {
        x: 'middle',
        y: (mark) => mark.y - 0.75 * em,
        text: ({ bar }) => bar.text,
        fontWeight: 600,
        fill: ({ bar }) => (bar.value === null ? 'var(--ink-2)' : 'var(--ink)'),
      }),
      ruleY([floor], { stroke: 'var(--edge)' }),
      text(
        marks.filter(({ bar }) => bar.name),
        { x: 'middle', y: floor + 0.85 * em, text: ({ bar }) => bar.name, fill: 'var(--ink-2)' },
      ),
      text(labels, { x: 'x', y: floor + (names ? 2.2 : 0.95) * em, text: 'label', fill: 'var(--ink)' }),
      ruleX(rules, { x: 'x', y1: 0.2 * em, y2: floor, stroke: 'var(--warm)', strokeDasharray: '4 3' }),
      text(
        rules.filter(({ isLate }) => !isLate),
        { x: (rule) => rule.x + 0.5 * em, y: 0.7 * em, text: 'label', textAnchor: 'start', fill: 'var(--warm)' },
      ),
      text(
        rules.filter(({ isLate }) => isLate),
        { x: (rule) => rule.x - 0.5 * em, y: 0.7 * em, text: 'label', textAnchor: 'end', fill: 'var(--warm)' },
      ),
    ],
  });
}
