import type { Row, Table, Unit } from '$lib/api/figures';

// Tables as the server gives them, for tests. A label is its code.
const key = (code: string) => ({ code, label: code });

export const row = (codes: string[], n: number | null, base: number | null = null, value: number | null = base ? (n ?? 0) / base : n): Row => ({
  keys: codes.map(key),
  n,
  base,
  value,
  withheld: false,
  source: null,
});

const definition = (name: string) => ({ name, version: 1, text: '', base: '', filter: '', valid_from: null, valid_until: null });
export const table = (name: string, unit: Unit, dimensions: string[], rows: Row[], breaks: string[] = []): Table => ({
  name,
  title: name,
  says: '',
  unit,
  definition: definition(name),
  definitions: [definition(name)],
  filter: { from: '2021-09-01', until: '2022-08-31', who: null, themes: [], centre: null, definition: null },
  dimensions: dimensions.map(key),
  rows,
  breaks,
  computed_at: '2026-11-23T03:00:00.000Z',
});
