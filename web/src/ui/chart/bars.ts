import { rect, ruleY, text, type Markish } from '@observablehq/plot';
import { drawn, pixels, toneOf, widthOf, wrapped } from './plot';

export interface Bar {
  tone: number | null; // null: of what is unknown
  name: string; // of the series, where there are several
  value: number | null; // nothing where it is withheld or unknown
  text: string;
  title: string;
  hollow?: boolean; // of another source
}
export interface BarGroup {
  label: string;
  bars: Bar[];
}
export interface BarsLook {
  groups: BarGroup[];
  most?: number; // what a full bar is
  breaks?: { before: number; label: string }[];
}

// Bars from left to right. Labels stand beside them where that leaves the bars room, else above; where the names of the
// series leave them none, each bar has a label of its own.
export function bars(look: BarsLook, width: number, em: number): SVGSVGElement {
  const isNamed = look.groups.some(({ bars }) => bars.some(({ name }) => name));
  const hasRoom = (at: ReturnType<typeof laidOut>) => at.room >= width * 0.3;
  const beside = laidOut(look, width, em, true);
  const at = beside.left < width * 0.3 && hasRoom(beside) ? beside : laidOut(look, width, em, false);
  if (isNamed && !hasRoom(at)) return bars(apart(look), width, em);
  const { rows, labels, rules, thick, left } = at;
  const wide = ({ bar, x }: Placed) => Math.max(x, left + (bar.value ? 2 : 0));
  const marks: Markish[] = [
    rect(rows, {
      x1: left,
      x2: wide,
      y1: (row) => row.y,
      y2: (row) => row.y + thick,
      fill: (row) => toneOf(row.bar.tone),
      fillOpacity: (row) => (row.bar.hollow ? 0.25 : 1),
      stroke: (row) => toneOf(row.bar.tone),
      rx: 2,
      title: (row) => row.bar.title,
    }),
    text(rows, {
      x: (row) => wide(row) + 0.45 * em,
      y: (row) => row.y + thick / 2,
      text: (row) => row.bar.text,
      textAnchor: 'start',
      fill: (row) => (row.bar.value === null ? 'var(--ink-2)' : 'var(--ink)'),
      fontWeight: 600,
    }),
    text(
      rows.filter(({ bar }) => bar.name),
      {
        x: (row) => wide(row) + (widthOf(row.bar.text, 'bold') + 0.9) * em,
        y: (row) => row.y + thick / 2,
        text: (row) => row.bar.name,
        textAnchor: 'start',
        fill: 'var(--ink-2)',
      },
    ),
    text(labels, { x: 'x', y: 'y', text: 'label', textAnchor: left > 0 ? 'end' : 'start', fill: 'var(--ink)' }),
    ruleY(rules, { y: 'y', x1: 0, x2: width, stroke: 'var(--warm)', strokeDasharray: '4 3' }),
    text(rules, { x: width, y: (rule) => rule.y - 0.65 * em, text: 'label', textAnchor: 'end', fill: 'var(--warm)' }),
  ];
  return drawn({ em, ...pixels(width, at.height), marks });
}

const apart = ({ groups, breaks = [], most }: BarsLook): BarsLook => ({
  most,
  groups: groups.flatMap(({ label, bars }) => bars.map((bar) => ({ label: bar.name ? `${label}: ${bar.name}` : label, bars: [{ ...bar, name: '' }] }))),
  breaks: breaks.map(({ before, label }) => ({ label, before: groups.slice(0, before).reduce((sum, { bars }) => sum + bars.length, 0) })),
});

interface Placed {
  bar: Bar;
  x: number; // where it ends
  y: number;
}
const kLine = 1.3; // em

function laidOut({ groups, most, breaks = [] }: BarsLook, width: number, em: number, isBeside: boolean) {
  const all = groups.flatMap((group) => group.bars);
  const isSeveral = groups.some((group) => group.bars.length > 1);
  const longest = Math.max(...groups.map(({ label }) => widthOf(label)), 0) * em;
  const left = isBeside ? longest + 0.8 * em : 0;
  const ends = all.map((bar) => widthOf(bar.text, 'bold') + (bar.name ? widthOf(bar.name) + 0.6 : 0));
  const room = Math.max(2 * em, width - left - (Math.max(...ends, 0) + 0.6) * em);
  const top = most ?? Math.max(...all.map(({ value }) => value ?? 0), 1e-9);
  const [thick, gap, between] = [(isSeveral ? 0.95 : 1.15) * em, 0.3 * em, (isBeside && !isSeveral ? 0.55 : 0.95) * em];

  const rows: Placed[] = [];
  const labels: { label: string; y: number; x: number }[] = [];
  const rules: { y: number; label: string }[] = [];
  let y = 0.2 * em;
  for (const [index, group] of groups.entries()) {
    for (const { before, label } of breaks) {
      if (before !== index) continue;
      rules.push({ y: y + 1.2 * em, label });
      y += 1.8 * em;
    }
    if (isBeside) {
      const tall = group.bars.length * (thick + gap) - gap;
      labels.push({ label: group.label, y: y + tall / 2, x: left - 0.8 * em });
    } else {
      for (const label of wrapped(group.label, width / em)) {
        labels.push({ label, y: y + 0.6 * em, x: 0 });
        y += kLine * em;
      }
      y += 0.2 * em;
    }
    for (const bar of group.bars) {
      rows.push({ bar, x: left + ((bar.value ?? 0) / top) * room, y });
      y += thick + gap;
    }
    y += between - gap;
  }
  return { rows, labels, rules, thick, left, room, height: Math.max(em, y - between + 0.3 * em) };
}
