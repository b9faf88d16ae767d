// Ten times more than may wait: what becomes of it. First with a window of 512 messages under way, which the server bears; then with
// one of ten times its queue, where whoever is refused asks again at once. Prints ratios of one run; ends with 1 when a message that was
// acknowledged is not there, or when an answer was anything but yes or busy. See bench/README.md.
import { parseArgs } from 'node:util';
import { Server } from './servers.mjs';

const { values: flags } = parseArgs({
  options: {
    talks: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});
const [talks, seconds] = [flags.talks, flags.seconds].map(Number);
const queue = 4096; // engine.write_queue, as it is by default
setTimeout(() => {
  console.error('it took too long');
  process.exit(1);
}, 240_000).unref();

// What one visitor may send is lifted: here all of them together are too many.
const server = await Server.start('onthaal', ['--live.frames_per_second', '10000', '--live.burst', '100000']);
const sustained = await server.load('saturate', { talks, seconds, warmup: 1, window: 512 });
const flood = await server.load('saturate', { talks, seconds, warmup: 1, window: 10 * queue });
const afterwards = await server.load('rate', { talks: 100, seconds: 2, warmup: 0.5, rate: 500 });
server.end();

const figures = {
  sustained_per_second: Math.round(sustained.saturated_per_second),
  acknowledged: flood.saturated_per_second / sustained.saturated_per_second,
  busy_per_acknowledged: flood.refused_busy / flood.saturated_messages,
  wrong: [sustained, flood, afterwards].flatMap(({ violations }) => Object.values(violations)).reduce((sum, times) => sum + times, 0),
  p99_ms_afterwards: afterwards.steady_seen_p99_ms,
};
if (flags.json) console.log(JSON.stringify(figures));
else
  console.log(
    `${figures.sustained_per_second} messages a second are borne: 1. Of a flood ${figures.acknowledged.toFixed(2)} are acknowledged, with ` +
      `${figures.busy_per_acknowledged.toFixed(2)} times busy for each; ${figures.wrong} not as promised; afterwards p99 is ${figures.p99_ms_afterwards} ms`,
  );
process.exit(figures.wrong > 0 ? 1 : 0);
