// What a visitor downloads before the first talk: the page, its styles and scripts, one language; brotli. Fails over budget.
import { readFile, stat } from 'node:fs/promises';

const budget = 35; // kB
const dist = new URL('../dist/', import.meta.url);
const size = async (file) => (await stat(new URL(`${file}.br`, dist))).size;

const html = await readFile(new URL('visitor.html', dist), 'utf8');
const files = new Set(['visitor.html']);
for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) files.add(file);
const entry = [...files].find((file) => /assets\/visitor-.*\.js$/.test(file));
const script = await readFile(new URL(entry, dist), 'utf8');

// Of the languages that the page may load, the largest counts.
const loaded = new Set([...script.matchAll(/import\((?:`|'|")\.\/([^`'"]+)(?:`|'|")\)/g)].map(([, file]) => `assets/${file}`));
const languages = await Promise.all([...loaded].map(async (file) => ({ file, bytes: await size(file) })));
if (languages.length === 0) throw new Error('no language found in the entry script');
languages.sort((a, b) => b.bytes - a.bytes);

const rows = [...(await Promise.all([...files].map(async (file) => ({ file, bytes: await size(file) })))), languages[0]];
const total = rows.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
const fits = total <= budget;
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ visitor_page_kb: Number(total.toFixed(1)), budget_kb: budget, fits, files: rows }));
} else {
  for (const { file, bytes } of rows) console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB  ${file}`);
  console.log(`${total.toFixed(1).padStart(6)} kB  visitor page, brotli; budget ${budget} kB`);
}
process.exitCode = fits ? 0 : 1;
