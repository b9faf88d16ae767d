// The three servers that are measured: each starts on an empty database of its own, on a port that is free.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keep_open } from '../tests/support/keeper.ts';

const root = join(import.meta.dirname, '..');
export const built = join(root, 'build/release');
export const ground = join(root, 'build/bench'); // on the disk of the checkout: what is durable costs what it costs there

// Settings of whoever runs this must not reach what is measured.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ONTHAAL_')));

const living = new Set();
process.on('exit', () => living.forEach((server) => server.end()));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

function freePort() {
  const probe = createServer();
  return new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    }),
  );
}

async function answers(port, child) {
  for (const limit = Date.now() + 15_000; Date.now() < limit; await sleep(20)) {
    if (child.exitCode !== null) return false;
    try {
      // Any answer will do: the floor has none for a plain request, but it takes the connection and closes it.
      await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(500) });
      return true;
    } catch (error) {
      if (error.cause?.code !== 'ECONNREFUSED') return true;
    }
  }
  return false;
}

// One operator has all talks, and all may wait for a moment. A colleague keeps the line open.
async function makeRoom(port, line, { login, password }, colleague) {
  const origin = `http://127.0.0.1:${port}`;
  const ask = async (method, path, body, headers = {}) => {
    const type = body ? { 'Content-Type': 'application/json' } : {};
    const reply = await fetch(origin + path, { method, headers: { Origin: origin, ...type, ...headers }, body: body && JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const session = await ask('POST', '/api/session', { login, password });
  const who = { Cookie: session.headers.get('set-cookie').split(';')[0] };
  const path = `/api/lines/${line}/settings`;
  const settings = await (await ask('GET', path, undefined, who)).json();
  await ask('PUT', path, { ...settings, capacity: 10000, max_waiting: 100000 }, who);
  await ask('DELETE', '/api/session', undefined, who);
  await keep_open(origin, line, colleague);
}

// How each is made ready; gives its command line and what the load generator has to know.
const kinds = {
  onthaal(data, port) {
    const binary = join(built, 'onthaal');
    const demo = spawnSync(binary, ['demo', '--data', data, '--json'], { encoding: 'utf8', env });
    if (demo.status !== 0) throw new Error(`onthaal demo: ${demo.stderr || demo.error}`);
    const { line, staff } = JSON.parse(demo.stdout);
    const { login, password } = staff[0];
    const settings = ['--queue.most_talks', '10000', '--visits.puzzle_bits', '0', '--staff.second_factor', 'off', '--staff.second_person_days', '0', '--staff.idle_minutes', '44640'];
    const command = [binary, 'serve', '--data', data, '--port', String(port), ...settings];
    const coordinator = staff.find(({ role }) => role === 'coordinator');
    return { command, line, coordinator, flags: ['--line', line, '--login', login, '--password', password], ready: () => makeRoom(port, line, coordinator, staff[1]) };
  },
  floor: (data, port) => ({ command: [join(built, 'onthaal-floor'), String(port), join(data, 'floor.db')], flags: [] }),
  node: (data, port) => ({
    command: [process.execPath, join(import.meta.dirname, 'peers/node-server.mjs'), String(port), join(data, 'node.db')],
    flags: [],
  }),
};
export const targets = Object.keys(kinds);

export class Server {
  // `more`: settings, as on the command line; `file`: those of the data folder.
  static async start(target, more = [], file = '') {
    const server = new Server();
    server.target = target;
    mkdirSync(ground, { recursive: true });
    server.data = mkdtempSync(join(ground, `${target}-`));
    living.add(server);
    if (file) writeFileSync(join(server.data, 'onthaal.toml'), file);
    server.port = await freePort();
    Object.assign(server, kinds[target](server.data, server.port));
    server.command.push(...more);
    server.launch();
    if (!(await answers(server.port, server.child))) {
      throw new Error(`${target} does not start:\n${readFileSync(join(server.data, 'log'), 'utf8')}`);
    }
    await server.ready?.();
    await sleep(300);
    return server;
  }

  launch() {
    const log = openSync(join(this.data, 'log'), 'a');
    this.child = spawn(this.command[0], this.command.slice(1), { stdio: ['ignore', log, log], env });
    return this.child;
  }

  // As a supervisor does: when it dies, at once once more on the same port.
  reviveOnce() {
    this.child.once('exit', () => this.launch());
  }

  // Runs the load generator against it; gives its figures.
  load(mode, options) {
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const command = [mode, '--json', '--target', this.target, '--port', this.port, '--pid', this.child.pid, ...this.flags, ...flags];
    return new Promise((resolve, reject) => {
      const child = spawn(join(built, 'onthaal-load'), command.map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.on('data', (bytes) => (text += bytes));
      const timer = setTimeout(() => child.kill('SIGKILL'), 180_000 + 1_000 * (options.seconds ?? 0));
      child.once('close', (code) => {
        clearTimeout(timer);
        if (code === 0 || code === 1) return resolve(JSON.parse(text));
        reject(new Error(`onthaal-load ${mode} against ${this.target} ended with ${code}; its log:\n${this.logEnd()}`));
      });
    });
  }

  logEnd() {
    return readFileSync(join(this.data, 'log'), 'utf8').split('\n').slice(-10).join('\n');
  }

  end() {
    living.delete(this);
    this.child?.removeAllListeners('exit');
    this.child?.kill('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }
}
