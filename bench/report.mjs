// Measures this server, the floor and a Node server in interleaved rounds and prints the medians. See bench/README.md.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, fdatasyncSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ground, Server, targets } from './servers.mjs';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (flags.help) {
  console.log('bin/bench [--quick] [--rounds N] [--json FILE]\nExample: bin/bench --quick --json figures.json');
  process.exit(0);
}
const rounds = Math.max(3, Number(flags.rounds) || 3);
const size = flags.quick
  ? { talks: 1000, rate: 2000, seconds: 1, warmup: 0.3 }
  : { talks: 4000, rate: 2000, seconds: 6, warmup: 1.5 };
const recovery = flags.quick
  ? { talks: 50, rate: 500, seconds: 0.5, warmup: 0.5 }
  : { talks: 200, rate: 1000, seconds: 2, warmup: 4 };

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const progress = (text) => process.stderr.write(`${text}\n`);

// What durability costs here: a small write and its fdatasync, as a commit does.
function diskSpeed() {
  mkdirSync(ground, { recursive: true });
  const path = join(ground, 'disk');
  const file = openSync(path, 'w');
  const times = Array.from({ length: 200 }, () => {
    const begin = performance.now();
    writeSync(file, Buffer.alloc(4096));
    fdatasyncSync(file);
    return performance.now() - begin;
  }).sort((a, b) => a - b);
  closeSync(file);
  rmSync(path);
  return { p50_ms: times[100], p99_ms: times[197] };
}

function pageSize() {
  if (!existsSync(new URL('../web/scripts/size.mjs', import.meta.url))) return null;
  const run = spawnSync('npm', ['run', '--silent', 'size', '--workspace', 'web', '--', '--json'], { encoding: 'utf8' });
  try {
    return JSON.parse(run.stdout).visitor_page_kb;
  } catch {
    throw new Error(`the size of the visitor's page is not known:\n${run.stdout}${run.stderr}`);
  }
}

const violations = {};
const refusals = {};
function remember(target, result) {
  if (result.refused_busy > 0) refusals[target] = (refusals[target] ?? 0) + result.refused_busy;
  for (const [what, times] of Object.entries(result.violations)) {
    violations[`${target}: ${what}`] = (violations[`${target}: ${what}`] ?? 0) + times;
  }
  return result;
}

async function measure(target) {
  const server = await Server.start(target);
  try {
    return remember(target, await server.load('both', size));
  } finally {
    server.end();
  }
}

async function measureRecovery() {
  const server = await Server.start('onthaal');
  try {
    server.reviveOnce();
    return remember('onthaal, killed', await server.load('recovery', recovery));
  } finally {
    server.end();
  }
}

function table(figures, latency) {
  const width = [46, 10, 10, 10, 22];
  const row = (...cells) => console.log(cells.map((cell, i) => String(cell).padEnd(width[i])).join('').trimEnd());
  const show = (values, digits) => targets.map((target) => values[target].toFixed(digits));
  const verdict = (holds, text) => `${holds ? 'yes' : 'NO '}  ${text}`;
  const cpu = figures.cpu_us_per_message;
  const steadyCpu = figures.cpu_us_per_message_at_rate;
  row('', ...targets, 'reached?');
  row('CPU us a durable message, at saturation', ...show(cpu, 1),
    verdict(cpu.onthaal <= 2.5 * cpu.floor && cpu.onthaal <= cpu.node,
      `${(cpu.onthaal / cpu.floor).toFixed(2)} x floor (2.5), ${(cpu.onthaal / cpu.node).toFixed(2)} x Node (1)`));
  row(`CPU us a durable message, at ${size.rate}/s`, ...show(steadyCpu, 1),
    verdict(steadyCpu.onthaal <= 2.5 * steadyCpu.floor && steadyCpu.onthaal <= steadyCpu.node,
      `${(steadyCpu.onthaal / steadyCpu.floor).toFixed(2)} x floor (2.5), ${(steadyCpu.onthaal / steadyCpu.node).toFixed(2)} x Node (1)`));
  row('messages a second, at saturation', ...show(figures.messages_per_second, 0), '');
  const at = `at ${size.rate}/s, ${size.talks * 2} sockets`;
  row(`p50 ms until the other side has it`, ...show(latency.p50, 2), at);
  row(`p99 ms until the other side has it`, ...show(latency.p99, 2), verdict(figures.p99_ms <= 3, '<= 3 on a quiet machine'));
  row(`p99 ms until the author's acknowledgement`, ...show(latency.ack_p99, 2), at);
  row('kB of the server per idle socket', ...show(latency.kb, 1), verdict(figures.kb_per_idle_socket <= 6, '<= 6'));
  row('ms from kill -9 to the first acknowledgement', figures.recovery_ms.toFixed(0), '', '', verdict(figures.recovery_ms <= 1000, '<= 1000'));
  const page = figures.visitor_page_kb;
  row('visitor page, kB brotli in all', page === null ? '-' : page.toFixed(1), '', '', page === null ? 'not built' : verdict(page <= 35, '<= 35'));
}

const disk = diskSpeed();
const machine = {
  cpu: cpus()[0]?.model.trim(), cores: availableParallelism(), load_before: loadavg()[0],
  fdatasync_p50_ms: disk.p50_ms, fdatasync_p99_ms: disk.p99_ms,
};
const results = Object.fromEntries(targets.map((target) => [target, []]));
for (let round = 1; round <= rounds; ++round) {
  for (const target of targets) {
    progress(`round ${round} of ${rounds}: ${target}`);
    results[target].push(await measure(target));
  }
}
const comebacks = [];
for (let round = 1; round <= rounds; ++round) {
  progress(`kill -9 and back, ${round} of ${rounds}`);
  comebacks.push(await measureRecovery());
}

const each = (name) => Object.fromEntries(targets.map((target) => [target, median(results[target].map((one) => one[name]))]));
const latency = { p50: each('steady_seen_p50_ms'), p99: each('steady_seen_p99_ms'), ack_p99: each('steady_ack_p99_ms'), kb: each('kb_per_socket') };
const figures = {
  cpu_us_per_message: each('saturated_cpu_us'),
  cpu_us_per_message_at_rate: each('steady_cpu_us'),
  messages_per_second: each('saturated_per_second'),
  p50_ms: latency.p50.onthaal,
  p99_ms: latency.p99.onthaal,
  kb_per_idle_socket: latency.kb.onthaal,
  recovery_ms: median(comebacks.map((one) => one.recovery_ms)),
  visitor_page_kb: pageSize(),
};

console.log(`\nMedians of ${rounds} interleaved rounds of ${size.seconds} s${flags.quick ? ' (quick: fewer talks, shorter; not for comparison)' : ''}.`);
console.log(`${machine.cores} cores (${machine.cpu}), shared with the load generator; load before ${machine.load_before.toFixed(2)}.`);
console.log(`A write of 4 kB with fdatasync here: p50 ${disk.p50_ms.toFixed(2)} ms, p99 ${disk.p99_ms.toFixed(2)} ms.\n`);
table(figures, latency);
const wrong = Object.entries(violations);
console.log(wrong.length === 0
  ? '\nEvery acknowledged message came once and in order on both sides, also over kill -9.'
  : `\nNOT AS PROMISED:\n${wrong.map(([what, times]) => `  ${times} x ${what}`).join('\n')}`);
for (const [target, times] of Object.entries(refusals)) {
  console.log(`${target} refused ${times} messages as busy: nothing was changed, a page sends them again. The machine was starved.`);
}
if (flags.json) {
  const whole = { ...figures, latency, machine, quick: flags.quick, violations, refused_busy: refusals, rounds: results, recovery_rounds: comebacks };
  writeFileSync(flags.json, `${JSON.stringify(whole, null, 2)}\n`);
}
process.exit(wrong.length === 0 ? 0 : 1);
