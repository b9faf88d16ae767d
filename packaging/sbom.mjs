// The software bill of materials, as CycloneDX 1.5 on stdout: what the program links and is compiled with of Debian, and
// what of npm is in the pages, as the bundler says it.
//   node packaging/sbom.mjs [PROGRAM] >onthaal.cdx.json
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const program = process.argv[2] ?? join(root, 'build/release/onthaal');
const run = (name, ...args) => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
const read = (path) => readFileSync(join(root, path), 'utf8');

// A library may be named by a link, and its package knows it with or without /usr.
function package_of(library) {
  const names = [library, realpathSync(library)].flatMap((name) => [name, name.replace(/^\/usr(?=\/lib)/, ''), name.replace(/^(?=\/lib)/, '/usr')]);
  const found = spawnSync('dpkg-query', ['--search', ...new Set(names)], { encoding: 'utf8' }).stdout;
  if (!found) throw new Error(`no Debian package has ${library}`);
  return found.split(': ')[0];
}

function linked() {
  const libraries = [...run('ldd', program).matchAll(/=> (\/\S+)|^\s+(\/\S+)/gm)].map(([, found, loader]) => found ?? loader);
  return [...new Set(libraries.map(package_of))];
}

// Headers that become part of the program: of the packages that the build asks for.
function compiled_in() {
  const section = read('packaging/debian-packages.txt').match(/\[build\]\n([^[]*)/)[1];
  return section.split('\n').filter((name) => /^lib.*-dev$/.test(name) && name !== 'libgtest-dev' && name !== 'libbenchmark-dev');
}

function of_debian(name, scope) {
  const format = '${Package}\t${Version}\t${source:Package}\t${source:Version}\t${Architecture}';
  const [own, version, source, source_version, arch] = run('dpkg-query', '--show', `--showformat=${format}`, name).split('\t');
  const codename = read_release().VERSION_CODENAME;
  const properties = { 'onthaal:use': scope, 'debian:source': source, 'debian:source-version': source_version, 'debian:release': codename };
  const purl = `pkg:deb/debian/${own}@${encodeURIComponent(version)}?arch=${arch}&distro=${codename}`;
  return { type: 'library', 'bom-ref': purl, name: own, version, purl, properties: Object.entries(properties).map(([key, value]) => ({ name: key, value })) };
}

function read_release() {
  return Object.fromEntries(readFileSync('/etc/os-release', 'utf8').split('\n').map((line) => line.replaceAll('"', '').split('=')));
}

// Every module of every page, by the package that it comes from.
async function in_the_pages() {
  const packages = new Set();
  for (const page of readdirSync(join(root, 'web')).filter((name) => name.endsWith('.html'))) {
    const built = await build({ root: join(root, 'web'), logLevel: 'error', build: { write: false, rolldownOptions: { input: join(root, 'web', page) } } });
    for (const chunk of built.output)
      for (const id of Object.keys(chunk.modules ?? {})) {
        const name = id.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
        if (name) packages.add(name);
      }
  }
  return [...packages];
}

function of_npm(name) {
  const { version, license, integrity } = JSON.parse(read('package-lock.json')).packages[`node_modules/${name}`];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [algorithm, hash] = integrity.split('-');
  const hashes = [{ alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }];
  return { type: 'library', 'bom-ref': purl, name, version, purl, hashes, licenses: [{ license: { id: license } }], properties: [{ name: 'onthaal:use', value: 'pages' }] };
}

const debian = new Map(compiled_in().map((name) => [name, 'compiled in']));
for (const name of linked()) debian.set(name.replace(/:\w+$/, ''), 'linked');
const components = [...debian].map(([name, use]) => of_debian(name, use)).concat((await in_the_pages()).map(of_npm));
components.sort((a, b) => a.purl.localeCompare(b.purl, 'en'));

const version = run(program, '--version').trim().split(' ').at(-1);
const application = { type: 'application', 'bom-ref': `onthaal@${version}`, name: 'onthaal', version, licenses: [{ license: { id: 'EUPL-1.2' } }] };
// The same parts are the same list: its number is made of what stands in it.
const digest = createHash('sha256').update(JSON.stringify([application, components])).digest('hex');
const serial = [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: `urn:uuid:${serial}`,
  version: 1,
  metadata: { component: application },
  components,
  dependencies: [{ ref: application['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) }],
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
