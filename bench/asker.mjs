// Asks a server for pages, one after the other with a pause, until its input ends, and prints how many it asked for. It stands for a browser on another machine: with `chrt --idle 0` it takes
// no time from a load generator that shares these cores.
//   chrt --idle 0 node bench/asker.mjs COOKIE PAUSE_MS URL [URL ...]
import { setTimeout as sleep } from 'node:timers/promises';

const [cookie, pause, ...urls] = process.argv.slice(2);
let isOver = false;
process.stdin.on('end', () => (isOver = true)).resume();

let asked = 0;
for (; !isOver; ++asked, await sleep(Number(pause))) {
  const url = urls[asked % urls.length];
  const reply = await fetch(url, { headers: { Cookie: cookie } });
  await reply.arrayBuffer();
  if (reply.status !== 200) throw new Error(`${url}: ${reply.status}`);
}
console.log(asked);
