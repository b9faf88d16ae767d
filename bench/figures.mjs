// Counting while the server serves: lines get many years of talks by imports, and then the dashboard of one, its annual report and its whole
// history are asked for, first alone, then again and again while messages go through talks. See bench/README.md.
//   node bench/figures.mjs [--engine sqlite|postgres] [--years 20] [--a-year 10000] [--lines 5] [--rate 500] [--talks 200] [--seconds 10] [--rounds 5] [--every 250] [--json]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Postgres } from '../tests/support/postgres.ts';
import { built, Server } from './servers.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: { engine: text('sqlite'), years: text('20'), 'a-year': text('10000'), lines: text('5'), rate: text('500'), talks: text('200'), seconds: text('10'), rounds: text('5'), every: text('250'), json: { type: 'boolean', default: false } },
});
const [years, aYear, lines, rate, talks, seconds, rounds] = [flags.years, flags['a-year'], flags.lines, flags.rate, flags.talks, flags.seconds, flags.rounds].map(Number);
const kLastYear = 2024; // the school year that is asked for begins in it
const kTimes = 15;

const kMap = ['course', 'who', 'age', 'gender', 'device', 'wait', 'duration', 'visitor_messages', 'operator_messages', 'fake', 'stars', 'themes', 'outcomes', 'source', 'operator']
  .map((name) => `[${name}]\ncolumn = "${name}"\n`)
  .join('')
  .concat('[registered]\nalways = "yes"\n[moment]\ncolumn = "moment"\n');

// What the page of figures asks for at once.
const kDashboard = ['talks_by_month', 'talks_by_year', 'talks_definitions', 'volume', 'today', 'talks_by_who', 'genders', 'ages', 'mean_age', 'devices', 'sources', 'themes', 'themes_by_domain', 'outcomes', 'handovers', 'broken_off', 'wait', 'duration', 'abandoned_by_wait', 'busy', 'on_duty', 'missed', 'open_hours', 'occupancy', 'stars', 'stars_spread', 'fake_by_year', 'operators_summary', 'centres', 'operators', 'talks_so_far', 'lifetime'];

// Talks as in life: half of them on days of school, in the evening; a theme, an outcome, a wait, a duration.
const kThemes = ['studiekeuze', 'interactie_gezin', 'verliefdheid', 'seksualiteit', 'relatievaardigheid', 'pesten', 'zelfmoordgedachten', 'depressie', 'studiemethode', 'zelfverwonding', 'leermoeilijkheden', 'motivatie'];
const kOutcomes = ['emotionele_ondersteuning', 'info_en_advies', 'doorverwezen_clb', 'doorverwezen_school'];
const kSources = ['smartschool', 'eerder_bezoek', 'clb_website', 'schoolwebsite'];
function row(year, number) {
  const at = (seed, of) => ((number * 2654435761 + seed * 40503) >>> 8) % of;
  const day = new Date(Date.UTC(year, 8, 1 + Math.floor((number * 365) / aYear)));
  const clock = `${String(14 + at(1, 7)).padStart(2, '0')}:${String(at(2, 60)).padStart(2, '0')}:${String(at(3, 60)).padStart(2, '0')}`;
  const who = at(4, 100) < 84 ? 'pupil' : 'parent';
  return [
    `${day.toISOString().slice(0, 10)}T${clock}`,
    'talk',
    who,
    who === 'pupil' ? 10 + at(5, 9) : 35 + at(5, 20),
    ['f', 'f', 'f', 'm', 'x'][at(6, 5)],
    at(7, 5) < 2 ? 'phone' : 'computer',
    at(8, 900),
    300 + at(9, 2400),
    1 + at(10, 30),
    1 + at(11, 30),
    at(12, 25) === 0 ? 'yes' : 'no',
    at(13, 3) === 0 ? '' : 1 + at(14, 5),
    kThemes[at(15, kThemes.length)],
    kOutcomes[at(16, kOutcomes.length)],
    kSources[at(17, kSources.length)],
    `m${at(18, 180)}`,
  ].join(',');
}
const kColumns = 'moment,course,who,age,gender,device,wait,duration,visitor_messages,operator_messages,fake,stars,themes,outcomes,source,operator';

async function history(file, first) {
  const out = createWriteStream(file);
  out.write(kColumns + '\n');
  for (let year = first; year <= kLastYear; ++year) {
    const rows = Array.from({ length: aYear }, (_, number) => row(year, number));
    if (!out.write(rows.join('\n') + '\n')) await new Promise((resolve) => out.once('drain', resolve));
  }
  out.end();
  await finished(out);
}

const postgres = flags.engine === 'postgres' ? await Postgres.start(true) : null;
const server = await Server.start('onthaal', [], postgres ? `[database]\nurl = "${postgres.make_database()}"\n` : '');
const origin = `http://127.0.0.1:${server.port}`;

async function onthaal(...args) {
  const child = spawn(join(built, 'onthaal'), [...args, '--data', server.data], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (bytes) => (said += bytes));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`onthaal ${args[0]} ${args[1]} ended with ${code}`);
  return said;
}

async function fill() {
  const file = join(server.data, 'talks.csv');
  const map = join(server.data, 'map.toml');
  writeFileSync(map, kMap);
  await history(file, kLastYear - years + 1);
  const took = [];
  for (let line = 0; line < lines; ++line) {
    const slug = line === 0 ? server.line : `line-${line}`;
    if (line > 0) await onthaal('line', 'add', '--slug', slug, '--name', slug);
    const began = performance.now();
    await onthaal('import', 'talks', file, '--map', map, '--line', slug);
    took.push((performance.now() - began) / 1000);
  }
  rmSync(file);
  return took;
}

let cookie = '';
async function ask(path) {
  const began = performance.now();
  const reply = await fetch(origin + path, { headers: { Cookie: cookie } });
  const body = await reply.text();
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${body.slice(0, 300)}`);
  return { ms: performance.now() - began, body };
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const middle = (loads, name) => median(loads.map((one) => one[name]));
async function usual(path) {
  const all = [];
  for (let time = 0; time < kTimes; ++time) all.push((await ask(path)).ms);
  return Math.round(median(all) * 10) / 10;
}

try {
  const { login, password } = server.coordinator;
  const imports = await fill();
  const reply = await fetch(`${origin}/api/session`, { method: 'POST', headers: { Origin: origin, 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password }) });
  cookie = reply.headers.get('set-cookie').split(';')[0];

  const at = `/api/lines/${server.line}`;
  const year = `from=${kLastYear}-09-01&until=${kLastYear + 1}-08-31`;
  const first = kLastYear - years + 1;
  const dashboard = `${at}/figures?tables=${kDashboard.join(',')}&${year}&years=10`;
  const paths = {
    dashboard,
    dashboard_one_theme: `${dashboard}&theme=pesten&who=pupil`,
    one_year_alone: `${at}/figures?tables=volume,themes,outcomes&${year}`,
    theme_through_all_years: `${at}/figures?tables=theme_by_year&theme=pesten&${year}&years=all`,
    everything_of_all_years: `${at}/figures?tables=volume,themes,ages,wait&from=${first}-09-01&until=${kLastYear + 1}-08-31&years=all`,
    report: `${at}/reports/annual/${kLastYear}-${kLastYear + 1}`,
  };
  const shown = JSON.parse((await ask(dashboard)).body).tables.find(({ name }) => name === 'volume').rows.find(({ keys }) => keys[0].code === 'requests')?.n;
  const ms = {};
  for (const [name, path] of Object.entries(paths)) ms[name] = await usual(path);

  const load = { talks, rate, warmup: 1, seconds };
  const { dashboard: page, report: whole } = paths;
  const asking = ['--idle', '0', process.execPath, join(import.meta.dirname, 'asker.mjs'), cookie, flags.every, ...[page, page, page, whole].map((path) => origin + path)];
  const without = [];
  const meanwhile = [];
  let asked = 0;
  for (let round = 0; round < rounds; ++round) {
    without.push(await server.load('rate', load));
    const asker = spawn('chrt', asking, { stdio: ['pipe', 'pipe', 'inherit'] });
    const said = asker.stdout.toArray();
    meanwhile.push(await server.load('rate', load));
    asker.stdin.end();
    asked += Number((await said).join(''));
  }
  const rows = years * aYear;
  const figures = {
    engine: flags.engine,
    talks: rows * lines,
    talks_of_the_year: shown,
    import_rows_per_s: imports.map((seconds) => Math.round(rows / seconds)),
    ms,
    asked_meanwhile: asked,
    p99_ms: { without: middle(without, 'steady_seen_p99_ms'), meanwhile: middle(meanwhile, 'steady_seen_p99_ms') },
    p50_ms: { without: middle(without, 'steady_seen_p50_ms'), meanwhile: middle(meanwhile, 'steady_seen_p50_ms') },
    each_p99_ms: { without: without.map((one) => one.steady_seen_p99_ms), meanwhile: meanwhile.map((one) => one.steady_seen_p99_ms) },
    violations: Object.assign({}, ...[...without, ...meanwhile].map((one) => one.violations)),
  };
  console.log(flags.json ? JSON.stringify(figures) : figures);
  process.exitCode = Object.values(figures.violations).some((times) => times > 0) ? 1 : 0;
} finally {
  server.end();
  await postgres?.stop();
}
