import { call, line } from './api';
import type { components } from './http';

// Where a line's themes and outcomes lead in the terms of Child Helpline International (docs/crosswalks.md).
type Schemas = components['schemas'];
export type Crosswalk = Schemas['Crosswalk'];
export type CrosswalkTerm = Schemas['CrosswalkTerm'];
export type CrosswalkCategory = Schemas['CrosswalkCategory'];
export type CrosswalkFigures = Schemas['CrosswalkFigures'];
export type Mapping = Schemas['CrosswalkChange']['mappings'][number];

const at = (slug: string) => `${line(slug)}/crosswalks/chi`;
export const crosswalks = {
  show: (slug: string, version?: number) => call<Crosswalk>(at(slug) + (version === undefined ? '' : `?version=${version}`)),
  change: (slug: string, version: number, mappings: Mapping[]) => call<Crosswalk>(at(slug), { method: 'PUT', body: { version, mappings } }),
  figures: (slug: string, from: string, until: string, language: string) =>
    call<CrosswalkFigures>(`${at(slug)}/figures?${new URLSearchParams({ from, until, language })}`),
  file: (slug: string, from: string, until: string, language: string, format: 'csv' | 'xlsx') =>
    `${at(slug)}/figures?${new URLSearchParams({ from, until, language, format })}`,
};
