// Writes the TypeScript types of schema/ into src/lib/api/; with --check only tells whether they are in step.
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';
import openapi, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const schema = new URL('../../schema/', import.meta.url);
const out = new URL('../src/lib/api/', import.meta.url);
const banner = '// Made from schema/ by scripts/schema.mjs; not written by hand.\n';

const frames = parse(await readFile(new URL('events.yaml', schema), 'utf8'));
const written = {
  'frames.ts': await compile(frames, 'Frame', {
    bannerComment: banner,
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 120 },
  }),
  'http.ts': banner + astToString(await openapi(new URL('openapi.yaml', schema), { silent: true })),
};

let stale = 0;
for (const [name, text] of Object.entries(written)) {
  const file = new URL(name, out);
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`web/src/lib/api/${name} is not in step with schema/: run \`npm run schema --workspace web\``);
    stale += 1;
  }
}
process.exitCode = stale ? 1 : 0;
