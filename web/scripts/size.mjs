// What a visitor downloads, brotli: before the first talk (the page, its styles and scripts, one language), and in a whole
// evening (whatever the page may still load, in all languages). Apart: what few ever load, in modules named `rare`: a talk
// that is handed to another line, a code, a second talk, a plan. Fails over any budget.
import { readFile, stat } from 'node:fs/promises';

const budgets = { first: 35, evening: 60, rare: 19 }; // kB
const dist = new URL('../dist/', import.meta.url);
const sizeOf = async (file) => (await stat(new URL(`${file}.br`, dist))).size;
const textOf = (file) => readFile(new URL(file, dist), 'utf8');
const isRare = (file) => /assets\/rare-[^/]+$/.test(file);
const isLanguage = (file) => /assets\/(nl|nl-u|en)-[^/]+\.js$/.test(file);

// The files of ours that a text names, as scripts do in all their ways of loading others.
const named = /(?:assets\/|["'`]\.\/)([\w.-]+-[\w-]{8}\.(?:js|css|svg))/g;
const namesIn = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => `assets/${name}`);
const namedIn = (text) => namesIn(text, named);
// Those that a script cannot begin without.
const imported = /\b(?:from|import)\s*["']\.\/([\w.-]+-[\w-]{8}\.js)["']/g;

const page = await textOf('visitor.html');
const first = new Set(['visitor.html', ...namedIn(page)]);
// A set grows while it is walked.
for (const file of first) {
  if (!file.endsWith('.js')) continue;
  for (const name of namesIn(await textOf(file), imported)) first.add(name);
}
const evening = new Set(first);
const rare = new Set();
for (const file of evening) {
  if (!file.endsWith('.js')) continue;
  for (const name of namedIn(await textOf(file))) (isRare(name) ? rare : evening).add(name);
}
for (const file of rare) {
  if (!file.endsWith('.js')) continue;
  for (const name of namedIn(await textOf(file))) if (!evening.has(name)) rare.add(name);
}

const measured = async (files) => Promise.all([...files].map(async (file) => ({ file, bytes: await sizeOf(file) })));
const kilobytes = (rows) => Number((rows.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1));
const all = await measured(evening);
const seldom = await measured(rare);
const languages = all.filter(({ file }) => isLanguage(file)).sort((a, b) => b.bytes - a.bytes);
if (languages.length < 3) throw new Error('the languages are not found among what the page loads');
// Of the languages the largest counts for the first page.
const rows = [...all.filter(({ file }) => first.has(file)), languages[0]];
const figures = { first: kilobytes(rows), evening: kilobytes(all), rare: kilobytes(seldom) };
const fits = Object.keys(budgets).every((part) => figures[part] <= budgets[part]);

if (process.argv.includes('--json')) {
  const figure = { visitor_page_kb: figures.first, budget_kb: budgets.first };
  const whole = { visitor_evening_kb: figures.evening, evening_budget_kb: budgets.evening };
  const apart = { visitor_rare_kb: figures.rare, rare_budget_kb: budgets.rare };
  console.log(JSON.stringify({ ...figure, ...whole, ...apart, fits, files: rows, evening_files: all }));
} else {
  const say = (kb, text) => console.log(`${kb.toFixed(1).padStart(6)} kB  ${text}`);
  for (const { file, bytes } of rows) say(bytes / 1000, file);
  say(figures.first, `visitor page, brotli; budget ${budgets.first} kB`);
  for (const { file, bytes } of all.filter((row) => !rows.includes(row))) say(bytes / 1000, file);
  say(figures.evening, `all that a visitor can load in an evening; budget ${budgets.evening} kB`);
  for (const { file, bytes } of seldom) say(bytes / 1000, file);
  say(figures.rare, `what few ever load; budget ${budgets.rare} kB`);
}
process.exitCode = fits ? 0 : 1;
