// The bill of materials holds what is really in the program and in the pages, and its known problems are found.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

const packaging = join(import.meta.dirname, "../../packaging");
type Part = { type: string; name: string; version: string; purl: string; "bom-ref": string; properties: { name: string; value: string }[] };

describe("the bill of materials", () => {
  const folder = mkdtempSync(join(tmpdir(), "onthaal-sbom-"));
  const file = join(folder, "onthaal.cdx.json");
  let bill: { bomFormat: string; specVersion: string; serialNumber: string; components: Part[]; dependencies: { dependsOn: string[] }[] };
  const of = (name: string) => bill.components.find((each) => each.name === name);
  const property = (part: Part, name: string) => part.properties.find((each) => each.name === name)?.value;
  before(() => {
    const text = execFileSync(process.execPath, [join(packaging, "sbom.mjs")], { encoding: "utf8", maxBuffer: 1 << 26 });
    writeFileSync(file, text);
    bill = JSON.parse(text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("names what is linked, what is compiled in, and what is in the pages", () => {
    assert.deepEqual([bill.bomFormat, bill.specVersion], ["CycloneDX", "1.5"]);
    assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    const used = (name: string) => property(of(name)!, "onthaal:use");
    for (const name of ["libc6", "libsqlite3-0", "libpq5", "libsodium23", "libssl3", "libcurl4", "libcjose0", "libcmark-gfm0.29.0.gfm.6", "libjansson4", "libfido2-1", "liboath0", "libqrencode4", "libxlsxwriter4"]) assert.equal(used(name), "linked", name);
    assert.equal(used("libboost1.81-dev"), "compiled in");
    assert.equal(used("svelte"), "pages");
    assert.equal(of("vite"), undefined, "what only builds is not in it");
    const installed = execFileSync("dpkg-query", ["--show", "--showformat=${Version}", "libsodium23"], { encoding: "utf8" });
    assert.equal(of("libsodium23")!.version, installed);
    assert.match(of("svelte")!.purl, /^pkg:npm\/svelte@5\./);
    const refs = bill.components.map((each) => each["bom-ref"]);
    assert.equal(new Set(refs).size, refs.length);
    assert.deepEqual(bill.dependencies[0]!.dependsOn, refs);
  });

  test("is held against what Debian knows", () => {
    const sodium = of("libsodium23")!;
    const release = property(sodium, "debian:release")!;
    const version = property(sodium, "debian:source-version")!;
    const known = (here: object, elsewhere = {}) => ({ description: "something happens", releases: { [release]: here, sid: elsewhere } });
    const judge = (problems: object) => {
      const tracker = join(folder, "tracker.json");
      writeFileSync(tracker, JSON.stringify({ libsodium: problems, linux: { "CVE-1": known({ status: "open" }) } }));
      const run = spawnSync(process.execPath, [join(packaging, "known-problems.mjs"), file, tracker], { encoding: "utf8" });
      return { status: run.status, problems: run.stdout.match(/^CVE-\S+/gm) ?? [], text: run.stdout };
    };
    const quiet = {
      "CVE-2000-0001": known({ status: "resolved", fixed_version: version }),
      "CVE-2000-0002": known({ status: "resolved", fixed_version: "0" }),
      "CVE-2000-0003": { description: "", releases: { sid: { status: "open" } } },
    };
    assert.deepEqual(judge(quiet), { status: 0, problems: [], text: judge(quiet).text });
    assert.match(judge(quiet).text, /^0 known problems in \d+ source packages$/m);
    const bad = judge({ ...quiet, "CVE-2000-0004": known({ status: "open", urgency: "high" }), "CVE-2000-0005": known({ status: "resolved", fixed_version: `${version}.1` }) });
    assert.deepEqual([bad.status, bad.problems], [1, ["CVE-2000-0004", "CVE-2000-0005"]], bad.text);
    const without_dpkg = spawnSync(process.execPath, [join(packaging, "known-problems.mjs"), file, join(folder, "tracker.json")], { encoding: "utf8", env: { PATH: folder } });
    assert.equal(without_dpkg.status, 2, without_dpkg.stdout);
    assert.match(without_dpkg.stderr, /^known-problems: dpkg cannot compare .*: ENOENT$/m);
    const minor = judge({ "CVE-2000-0006": known({ status: "open", urgency: "unimportant" }) });
    assert.deepEqual([minor.status, minor.problems], [0, ["CVE-2000-0006"]], "named, and no reason to fail");
    const nowhere = spawnSync(process.execPath, [join(packaging, "known-problems.mjs"), file, join(folder, "nowhere.json")], { encoding: "utf8" });
    assert.deepEqual([nowhere.status, nowhere.stderr], [2, `known-problems: ${join(folder, "nowhere.json")} is not there\n`]);
  });
});
