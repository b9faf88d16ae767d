// How fast history comes in: a file of talks over many years, read by a map, staged in slices over the control socket of
// a server that serves, and shown. Prints rows a second; with --quiet-server no server runs, and the command writes
// itself. See bench/README.md.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { Postgres } from '../tests/support/postgres.ts';
import { map, write } from './history.mjs';
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
  write(files.csv, rows, years);
  const figures = [await measure('sqlite', null, folder, files), await measure('postgres', postgres.make_database(), folder, files)];
  console.log(flags.json ? JSON.stringify(figures) : figures);
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
