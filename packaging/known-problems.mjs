// Known problems of the Debian packages in a bill of materials, from the data of Debian's security tracker when it is at hand
// (https://security-tracker.debian.org/tracker/data/json). Ends with 1 when there is one that the tracker does not call unimportant.
//   node packaging/known-problems.mjs BILL.cdx.json TRACKER.json
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [bill_file, tracker_file] = process.argv.slice(2);
if (!tracker_file) {
  console.error('usage: node packaging/known-problems.mjs BILL.cdx.json TRACKER.json');
  process.exit(2);
}
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error.code === 'ENOENT' ? 'is not there' : error.code ? `cannot be read: ${error.code}` : 'is no JSON';
    console.error(`known-problems: ${file} ${why}`);
    process.exit(2);
  }
}
const bill = read(bill_file);
const tracker = read(tracker_file);

// 0: it is, 1: it is not. Anything else is no answer, and no reason to call a package sound.
function is_older(version, than) {
  const { status, error } = spawnSync('dpkg', ['--compare-versions', version, 'lt', than]);
  if (status === 0 || status === 1) return status === 0;
  console.error(`known-problems: dpkg cannot compare ${version} with ${than}: ${error ? error.code : `it ended with ${status}`}`);
  process.exit(2);
}

// A source package gives several packages, and its problems are told once.
const sources = new Map();
for (const { properties } of bill.components) {
  const of = Object.fromEntries(properties.map(({ name, value }) => [name, value]));
  if (of['debian:source']) sources.set(of['debian:source'], { version: of['debian:source-version'], release: of['debian:release'] });
}

let found = 0;
for (const [source, { version, release }] of [...sources].sort()) {
  for (const [problem, { releases, description = '' }] of Object.entries(tracker[source] ?? {})) {
    const here = releases?.[release];
    // "0" is the tracker's way of saying that this release was never affected.
    const is_open = here && (here.status === 'open' || (here.status === 'resolved' && here.fixed_version !== '0' && is_older(version, here.fixed_version)));
    if (!is_open) continue;
    const urgency = here.urgency ?? 'not yet assigned';
    if (urgency !== 'unimportant') found += 1;
    const mended = here.fixed_version && here.fixed_version !== '0' ? `mended in ${here.fixed_version}` : 'not mended';
    console.log(`${problem}  ${source} ${version}  ${urgency}  ${mended}  ${description.split('\n')[0].slice(0, 100)}`);
  }
}
console.log(`${found} known problems in ${sources.size} source packages`);
process.exit(found > 0 ? 1 : 0);
