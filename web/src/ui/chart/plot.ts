import { plot, type PlotOptions } from '@observablehq/plot';

// Colours by the names in chart.css, so that dark mode and print have their own.
export const kTones = ['var(--tone-1)', 'var(--tone-2)', 'var(--tone-3)', 'var(--tone-4)'] as const;
export const kToneUnknown = 'var(--tone-0)';
export const toneOf = (tone: number | null): string => (tone === null ? kToneUnknown : kTones[tone % kTones.length]!);
export const onTone = (tone: number | null): string => (tone === null ? 'var(--on-0)' : 'var(--card)');

// How wide a text is in the font of the page, in em of its own size. `bold`: as figures are written.
let pen: CanvasRenderingContext2D | null = null;
export function widthOf(text: string, bold: 'bold' | '' = ''): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return text.length * 0.6;
  pen.font = `${bold ? 600 : 400} 100px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width / 100;
}

// A plot in our style: its own stylesheet is left out, as the page's policy allows none in markup; chart.css has it.
export function drawn(options: PlotOptions & { em: number }): SVGSVGElement {
  const { em, ...others } = options;
  const svg = plot({
    className: 'plot',
    marginTop: 0,
    marginBottom: 0,
    marginLeft: 0,
    marginRight: 0,
    x: { axis: null },
    y: { axis: null },
    color: { type: 'identity' },
    opacity: { type: 'identity' },
    ...others,
  }) as SVGSVGElement;
  svg.querySelector('style')?.remove();
  svg.setAttribute('font-size', String(em));
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}

// Pixels on both sides: what Plot scales by itself is not wanted where words must fit.
export const pixels = (width: number, height: number) => ({
  width,
  height,
  x: { axis: null, type: 'linear' as const, domain: [0, width], range: [0, width] },
  y: { axis: null, type: 'linear' as const, domain: [0, height], range: [0, height] },
});

// Lines of at most so many em; a word that is longer has a line for itself.
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
