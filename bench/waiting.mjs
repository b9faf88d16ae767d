// How the server bears many who wait: over real sockets each sees its place move while people are taken and leave. Prints
// the server's share of a core, what it says, and how long until a page tells what is true. See bench/README.md.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { randomBytes, randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { Server } from './servers.mjs';

const { values: flags } = parseArgs({
  options: {
    waiting: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '10' }, // how many are taken or leave, a second
    seconds: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
  },
});
const [waiting, rate, seconds] = [flags.waiting, flags.rate, flags.seconds].map(Number);
const kMost = 180_000;
setTimeout(() => fail('it took too long'), kMost).unref();

function fail(why) {
  console.error(why);
  process.exit(1);
}
const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100; // user and system, in clock ticks
};
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const server = await Server.start('onthaal');
const origin = `http://127.0.0.1:${server.port}`;
const flag = (name) => server.flags[server.flags.indexOf(`--${name}`) + 1];
const slug = flag('line');

async function post(path, body) {
  const reply = await fetch(origin + path, { method: 'POST', headers: { Origin: origin, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!reply.ok) fail(`${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}

// A page: its socket, and what it was answered.
class Page {
  answers = new Map();
  constructor(headers, hello) {
    this.socket = new WebSocket(`${origin.replace('http', 'ws')}/live`, { headers: { Origin: origin, ...headers } });
    this.socket.on('open', () => this.send({ type: 'hello', version: 1, ...hello }));
    this.socket.on('close', (code) => !over && fail(`a socket was closed: ${code}`));
    this.ready = new Promise((resolve) => (this.isReady = resolve));
    this.socket.on('message', (bytes) => this.see(JSON.parse(bytes)));
  }
  send(frame) {
    this.socket.send(JSON.stringify(frame));
  }
  see(frame) {
    if (frame.type === 'hello' && !this.visits) this.isReady();
    if (frame.type === 'error') fail(JSON.stringify(frame));
    this.answers.get(frame.id)?.(frame);
    this.answers.delete(frame.id);
  }
  async does(command, data) {
    const id = randomUUID();
    const answer = new Promise((resolve) => this.answers.set(id, resolve));
    this.send({ type: 'command', command, id, data });
    return answer;
  }
}

let over = false;
let told = 0; // signals
let toldAgain = 0; // that said what the page knew
const latencies = [];

class Visitor extends Page {
  visits = true;
  place = 0;
  moves = []; // where it ought to be since when: [time, place]
  constructor(token, conversation) {
    super({}, { token, subscribe: [{ stream: `conversation:${conversation}` }] });
    this.conversation = conversation;
  }
  see(frame) {
    super.see(frame);
    if (frame.type === 'snapshot') {
      this.place = frame.state.place;
      this.known = JSON.stringify([frame.state.place, frame.state.wait]);
      this.isReady();
    }
    if (frame.signal === 'place') this.isTold(frame.data);
  }
  isTold({ place, wait }) {
    const says = JSON.stringify([place, wait]);
    told += 1;
    toldAgain += says === this.known;
    [this.place, this.known] = [place, says];
    const now = performance.now();
    while (this.moves.length && this.moves[0][1] >= place) latencies.push(now - this.moves.shift()[0]);
  }
}

// Everybody comes, and stands in the order in which the server let them in.
let queue = [];
const began = performance.now();
for (let i = 0; i < waiting; i += 20) {
  const some = Array.from({ length: Math.min(20, waiting - i) }, async (_, n) => {
    const token = randomBytes(32).toString('base64url');
    const reply = await post(`/api/lines/${slug}/visits`, { token, nickname: `bezoeker ${i + n}`, register: 'nl' });
    const visitor = new Visitor(token, (await reply.json()).conversation);
    await visitor.ready;
    return visitor;
  });
  queue.push(...(await Promise.all(some)));
}
const cameIn = performance.now() - began;
const session = await post('/api/session', { login: flag('login'), password: flag('password') });
const cookie = session.headers.get('set-cookie').split(';')[0];
const { lines } = await session.json();
const { line } = lines.find((each) => each.slug === slug);
const operator = new Page({ Cookie: cookie }, {});
await operator.ready;
await operator.does('duty.set', { line, state: 'online' });
await sleep(3000);
queue.sort((a, b) => a.place - b.place);
queue.forEach((visitor, i) => visitor.place === i + 1 || fail(`place ${visitor.place} instead of ${i + 1}`));

toldAgain = 0; // who comes is told once what was computed last
// Nobody moves: nothing is to be said.
async function measure(doing) {
  const before = { cpu: cpuSeconds(server.child.pid), at: performance.now(), told };
  await doing();
  const took = (performance.now() - before.at) / 1000;
  return { cpu: (cpuSeconds(server.child.pid) - before.cpu) / took, told: told - before.told, per_second: (told - before.told) / took };
}
const still = await measure(() => sleep(5000));

// Every other one is taken from the front; the others leave, wherever they stand.
async function move(turn) {
  const at = performance.now();
  const leaves = turn % 2 === 1;
  const index = leaves ? Math.floor(Math.random() * queue.length) : 0;
  const [gone] = queue.splice(index, 1);
  for (let i = index; i < queue.length; i += 1) queue[i].moves.push([at, i + 1]);
  const answer = leaves
    ? await gone.does('conversation.end', { conversation: gone.conversation })
    : await operator.does('queue.take', { line });
  if (!leaves && answer.data.conversation !== gone.conversation) fail('somebody else was taken');
}
let turns = 0;
const moving = await measure(async () => {
  const start = performance.now();
  for (; performance.now() - start < seconds * 1000; turns += 1) {
    await move(turns);
    await sleep(Math.max(0, start + ((turns + 1) * 1000) / rate - performance.now()));
  }
});
await sleep(2000);
const wrong = queue.filter((visitor, i) => visitor.place !== i + 1).length;
over = true;
latencies.sort((a, b) => a - b);
const figures = {
  waiting,
  changes_per_second: turns / seconds,
  came_in_per_second: Math.round(waiting / (cameIn / 1000)),
  still: { server_cpu: still.cpu, signals: still.told },
  moving: { server_cpu: moving.cpu, signals: moving.told, signals_per_second: Math.round(moving.per_second) },
  until_told_ms: { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), most: latencies.at(-1) ?? 0 },
  told_what_was_known: toldAgain,
  wrong_at_the_end: wrong,
};
server.end();
if (flags.json) console.log(JSON.stringify(figures, null, 2));
else {
  const percent = (share) => `${(100 * share).toFixed(1)} % of a core`;
  console.log(`${waiting} wait; ${figures.changes_per_second.toFixed(1)} are taken or leave a second, for ${seconds} s`);
  console.log(`server, nobody moves:  ${percent(still.cpu)}, ${still.told} signals`);
  console.log(`server, places move:   ${percent(moving.cpu)}, ${figures.moving.signals_per_second} signals a second`);
  console.log(`until a page tells it: p50 ${figures.until_told_ms.p50.toFixed(0)} ms, p99 ${figures.until_told_ms.p99.toFixed(0)} ms`);
  console.log(`said what was known:   ${toldAgain}; wrong at the end: ${wrong}`);
}
process.exit(wrong || moving.cpu >= 1 ? 1 : 0);
