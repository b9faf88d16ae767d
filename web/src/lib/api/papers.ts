import { call, line } from './api';
import type { components } from './http';

type Schemas = components['schemas'];
export type Paper = Schemas['Paper'];
export type Block = Schemas['PaperBlock'];
export type Listed = Schemas['Papers']['papers'][number];
export type Version = Schemas['PaperVersion'];
export type Preview = Schemas['PaperPreview'];
export type History = Schemas['PaperVersions'];
type Which = Pick<Listed, 'paper' | 'language'>;

const at = (slug: string, { paper, language }: Which) => `${line(slug)}/papers/${paper}/${language}`;

export const papers = {
  show: (slug: string, which: Which) => call<Paper>(at(slug, which)),
  inside: (slug: string, which: Which) => call<Paper>(`${at(slug, which)}/inside`),
  all: async (slug: string) => (await call<Schemas['Papers']>(`${line(slug)}/papers`)).papers,
  history: (slug: string, which: Which) => call<History>(`${at(slug, which)}/versions`),
  // "2" of the line, or "shipped-2". Number 0 of the line is empty: nothing was written.
  text: async (slug: string, which: Which, version: string) =>
    version === '0' || version === 'shipped-0'
      ? ''
      : (await call<Schemas['PaperText']>(`${at(slug, which)}/versions/${version}`)).text,
  preview: (slug: string, which: Which, text: string) =>
    call<Preview>(`${at(slug, which)}/preview`, { method: 'POST', body: { text } }),
  publish: (slug: string, which: Which, publication: Schemas['PaperPublication']) =>
    call<Version>(at(slug, which), { method: 'PUT', body: publication }),
};
