// Twenty people of staff log in at once, again and again (Argon2id), while messages go through the server at a steady rate.
//   node bench/log_in.mjs [--people 20] [--rate 500] [--talks 200] [--seconds 10] [--json]     after bin/build release
import { parseArgs } from 'node:util';
import { Server } from './servers.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: { people: text('20'), rate: text('500'), talks: text('200'), seconds: text('10'), json: { type: 'boolean', default: false } },
});
const [people, rate, talks, seconds] = [flags.people, flags.rate, flags.talks, flags.seconds].map(Number);

const server = await Server.start('onthaal');
try {
  const origin = `http://127.0.0.1:${server.port}`;
  const { login, password } = server.coordinator;
  const took = [];
  let isOver = false;
  const logsInAgain = async () => {
    while (!isOver) {
      const began = performance.now();
      const reply = await fetch(`${origin}/api/session`, {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': 'application/json' },
        body: JSON.stringify({ login, password }),
      });
      if (reply.status !== 200) throw new Error(`log-in: ${reply.status} ${await reply.text()}`);
      took.push(performance.now() - began);
    }
  };
  const load = { talks, rate, warmup: 1, seconds };
  const before = await server.load('rate', load);
  const everybody = Promise.all(Array.from({ length: people }, logsInAgain));
  const meanwhile = await server.load('rate', load);
  isOver = true;
  await everybody;
  const figures = {
    people,
    rate,
    log_ins: took.length,
    log_in_p50_ms: Math.round(took.sort((a, b) => a - b)[Math.floor(took.length / 2)]),
    p99_ms: { without: before.steady_seen_p99_ms, meanwhile: meanwhile.steady_seen_p99_ms },
    p50_ms: { without: before.steady_seen_p50_ms, meanwhile: meanwhile.steady_seen_p50_ms },
    violations: { ...before.violations, ...meanwhile.violations },
  };
  console.log(flags.json ? JSON.stringify(figures) : figures);
  process.exitCode = Object.values(figures.violations).some((times) => times > 0) ? 1 : 0;
} finally {
  server.end();
}
