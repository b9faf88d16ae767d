import { expect, it } from 'vitest';
import { kKinds, kWhats } from './log';

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
