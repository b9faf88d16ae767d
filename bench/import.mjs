// How fast history comes in: a file of talks over many years, read by a map, staged in slices over the control socket of
// a server that serves, and shown. Prints rows a second; with --quiet-server no server runs, and the command writes
// itself. See bench/README.md.
import { execFile, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { Postgres } from '../tests/support/postgres.ts';
import { built, ground } from './servers.mjs';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    years: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    'quiet-server': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const [rows, years, rounds] = [flags.rows, flags.years, flags.rounds].map(Number);
const binary = join(built, 'onthaal');
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ONTHAAL_')));

const map = `
[moment]
column = "Aangevraagd"
format = "%d/%m/%Y %H:%M:%S"
[id]
column = "Nummer"
[who]
column = "Doelgroep"
values = { Leerling = "pupil", Ouder = "parent", Onbekend = "unknown" }
[age]
column = "Leeftijd"
[gender]
column = "Geslacht"
values = { V = "f", M = "m", X = "x" }
[device]
column = "Toestel"
values = { gsm = "phone", pc = "computer" }
[wait]
column = "Wachttijd"
[duration]
column = "Duur"
unit = "clock"
[visitor_messages]
column = "Berichten bezoeker"
[operator_messages]
column = "Berichten medewerker"
[fake]
column = "Vermoeden fake"
values = { ja = "yes", nee = "no" }
[stars]
column = "Sterren"
[operator]
column = "Medewerker"
[themes]
columns = ["Thema 1", "Thema 2"]
values = { Pesten = "pesten", Verdriet = "ignore" }
[outcomes]
column = "Resultaat"
separator = "/"
values = { Advies = "ignore" }
`;
const heading =
  'Nummer;Aangevraagd;Doelgroep;Leeftijd;Geslacht;Toestel;Wachttijd;Duur;Berichten bezoeker;Berichten medewerker;' +
  'Vermoeden fake;Sterren;Medewerker;Thema 1;Thema 2;Resultaat\n';

// In no order: as an export that was sorted by something else. The same every time.
let seed = 42;
const random = (below) => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) % below;
const two = (number) => String(number).padStart(2, '0');
function row(number) {
  const day = new Date(Date.UTC(2003, 8, 1) + random(years * 365) * 86_400_000);
  const when = `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()} ${17 + random(4)}:${two(random(60))}:${two(random(60))}`;
  const who = ['Leerling', 'Leerling', 'Ouder', 'Onbekend'][random(4)];
  const cells = [`N${number}`, when, who, who === 'Leerling' ? 10 + random(9) : '', 'VMX'[random(3)], random(2) ? 'gsm' : 'pc', random(900), `${random(60)}:${two(random(60))}`,
    random(40), random(40), random(20) ? 'nee' : 'ja', random(3) ? '' : 1 + random(5), `medewerker ${random(300)}`, 'Pesten', random(3) ? '' : 'Verdriet', 'Advies'];
  return cells.join(';');
}
function write(file) {
  const out = openSync(file, 'w');
  writeSync(out, heading);
  for (let made = 0; made < rows; ) {
    let piece = '';
    for (const until = Math.min(rows, made + 10_000); made < until; ++made) piece += row(made) + '\n';
    writeSync(out, piece);
  }
  closeSync(out);
}

const onthaal = async (...args) => (await promisify(execFile)(binary, args, { env })).stdout;

async function serve(settings) {
  const child = spawn(binary, ['serve', ...settings], { stdio: ['ignore', 'ignore', 'pipe'], env });
  let log = '';
  child.stderr.on('data', (bytes) => (log += bytes));
  while (!log.includes('server.started')) {
    if (child.exitCode !== null) throw new Error(log);
    await sleep(20);
  }
  return { child, slow: () => log.split('act.slow').length - 1 };
}

async function measure(engine, url, folder, files) {
  const data = mkdtempSync(join(folder, `${engine}-`));
  const settings = ['--data', data, '--http.port', '0', ...(url ? ['--database.url', url] : [])];
  const { line } = JSON.parse(await onthaal('demo', '--json', ...settings));
  const server = flags['quiet-server'] ? null : await serve(settings);
  const seconds = [];
  try {
    for (let round = 0; round < rounds; ++round) {
      const began = performance.now();
      const told = JSON.parse(await onthaal('import', 'talks', files.csv, '--map', files.map, '--line', line, '--json', ...settings));
      seconds.push((performance.now() - began) / 1e3);
      if (told.taken !== rows || told.refused !== 0) throw new Error(`${told.taken} rows taken, ${told.refused} refused`);
      await onthaal('import', 'withdraw', told.import, ...settings);
    }
  } finally {
    server?.child.kill('SIGTERM');
  }
  seconds.sort((one, other) => one - other);
  const median = seconds[Math.floor(seconds.length / 2)];
  return { engine, rows, seconds: median, rows_per_s: Math.round(rows / median), slowest_rows_per_s: Math.round(rows / seconds.at(-1)), slow_acts: server?.slow() ?? null };
}

mkdirSync(ground, { recursive: true });
const folder = mkdtempSync(join(ground, 'import-'));
const postgres = await Postgres.start(true);
try {
  const files = { csv: join(folder, 'talks.csv'), map: join(folder, 'map.toml') };
  writeFileSync(files.map, map);
  write(files.csv);
  const figures = [await measure('sqlite', null, folder, files), await measure('postgres', postgres.make_database(), folder, files)];
  console.log(flags.json ? JSON.stringify(figures) : figures);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
