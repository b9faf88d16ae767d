import { expect, it, vi } from 'vitest';
import type { LogEntry } from '$lib/api/readings';
import { words } from '$lib/i18n/readings';
import { dataOf, kKinds, kWhats, whatOf } from './log';

const files = import.meta.glob<string>('../../../../server/{features,app}/**/*.cpp', { query: '?raw', import: 'default', eager: true });
const sources = Object.entries(files).flatMap(([path, text]) => (path.endsWith('_test.cpp') ? [] : [text]));

it('says in words whatever the server writes in the log', () => {
  const written = sources.flatMap((source) =>
    [...source.matchAll(/\brecord\(\s*tx,[^;]*?;/g)].flatMap(([act]) => [...act.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, what]) => what)),
  );
  expect(new Set(written).size).toBeGreaterThan(20);
  expect([...new Set(written)].filter((what) => !kWhats.some((known) => known === what))).toEqual([]);
});

it('lets one look for each of them', () => {
  expect(kWhats.filter((what) => !kKinds.some((kind) => what.startsWith(kind)))).toEqual([]);
});

it('says who took which name', async () => {
  vi.stubGlobal('document', { documentElement: {} });
  await words.load('nl');
  const entry = { what: 'staff.renamed', data: { name_was: 'Greet Maes', name: 'Carla Claes' } } as unknown as LogEntry;
  expect([whatOf(entry), dataOf(entry)]).toEqual(['andere naam of schuilnaam gegeven', 'vroegere naam: Greet Maes · naam: Carla Claes']);
});
