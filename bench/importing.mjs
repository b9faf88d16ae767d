// What messages wait while history comes in: talks of twenty years are imported and withdrawn, again and again, by the
// command beside the server, while messages go through talks at a steady rate. See bench/README.md.
//   node bench/importing.mjs [--engine sqlite|postgres] [--rows 1000000] [--years 20] [--rate 500] [--talks 200] [--seconds 10] [--rounds 5] [--json]
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Postgres } from '../tests/support/postgres.ts';
import { map, write } from './history.mjs';
import { built, Server } from './servers.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: { engine: text('sqlite'), rows: text('1000000'), years: text('20'), rate: text('500'), talks: text('200'), seconds: text('10'), rounds: text('5'), json: { type: 'boolean', default: false } },
});
const [rows, years, rate, talks, seconds, rounds] = [flags.rows, flags.years, flags.rate, flags.talks, flags.seconds, flags.rounds].map(Number);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const postgres = flags.engine === 'postgres' ? await Postgres.start(true) : null;
const server = await Server.start('onthaal', [], postgres ? `[database]\nurl = "${postgres.make_database()}"\n` : '');
const onthaal = async (...args) => (await promisify(execFile)(join(built, 'onthaal'), [...args, '--data', server.data])).stdout;

try {
  const csv = join(server.data, 'talks.csv');
  const toml = join(server.data, 'map.toml');
  writeFileSync(toml, map);
  write(csv, rows, years);

  const took = [];
  async function imports_until(is_over) {
    while (!is_over()) {
      const began = performance.now();
      const told = JSON.parse(await onthaal('import', 'talks', csv, '--map', toml, '--line', server.line, '--json'));
      took.push((performance.now() - began) / 1000);
      if (told.taken !== rows || told.refused !== 0) throw new Error(`${told.taken} rows taken, ${told.refused} refused`);
      await onthaal('import', 'withdraw', told.import);
    }
  }

  const load = { talks, rate, warmup: 1, seconds };
  const without = [];
  const meanwhile = [];
  for (let round = 0; round < rounds; ++round) {
    without.push(await server.load('rate', load));
    let isOver = false;
    const loaded = server.load('rate', load).finally(() => (isOver = true));
    const [measured] = await Promise.all([loaded, imports_until(() => isOver)]);
    meanwhile.push(measured);
  }
  const each = (loads, name) => loads.map((one) => one[name]);
  const p99 = { without: each(without, 'steady_seen_p99_ms'), meanwhile: each(meanwhile, 'steady_seen_p99_ms') };
  const figures = {
    engine: flags.engine,
    rows,
    imports: took.length,
    rows_per_s: Math.round(rows / median(took)),
    p99_ms: { without: median(p99.without), meanwhile: median(p99.meanwhile) },
    p50_ms: { without: median(each(without, 'steady_seen_p50_ms')), meanwhile: median(each(meanwhile, 'steady_seen_p50_ms')) },
    ratio_p99: Math.round((10 * median(p99.meanwhile)) / median(p99.without)) / 10,
    each_p99_ms: p99,
    violations: Object.assign({}, ...[...without, ...meanwhile].map((one) => one.violations)),
  };
  console.log(flags.json ? JSON.stringify(figures) : figures);
  process.exitCode = Object.values(figures.violations).some((times) => times > 0) ? 1 : 0;
} finally {
  server.end();
  await postgres?.stop();
}
