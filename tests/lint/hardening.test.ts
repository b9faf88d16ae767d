// What was built and what is installed: the compiler's and the linker's defences, and the sandbox of the service.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

const root = join(import.meta.dirname, "../..");
const built = join(root, "build/release/onthaal");
const readelf = (...args: string[]): string => execFileSync("readelf", ["--wide", ...args], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });

describe("the program", () => {
  test("is loaded anywhere, and its tables are read-only once it runs", () => {
    assert.match(readelf("--file-header", built), /Type:\s+DYN/);
    const parts = readelf("--program-headers", built);
    assert.match(parts, /GNU_RELRO/);
    assert.match(readelf("--dynamic", built), /FLAGS_1.*NOW.*PIE/);
    assert.match(parts, /GNU_STACK\s.*\sRW\s/, "nothing on the stack is run");
    const loaded = [...parts.matchAll(/^\s+LOAD(?:\s+0x[0-9a-f]+){5} ([RWE ]{3})/gm)].map(([, flags = ""]) => flags);
    assert.ok(loaded.includes("R E") && loaded.includes("RW "), loaded.join());
    for (const flags of loaded) assert.doesNotMatch(flags, /W.*E/, "nothing that can be written is run");
  });

  test("looks after its stack and its buffers", () => {
    const symbols = readelf("--dyn-syms", built);
    assert.match(symbols, /__stack_chk_fail/);
    assert.match(symbols, /__\w+_chk@/);
  });

  test("was compiled with all of the flags, every file of it", () => {
    const commands: { file: string; command: string }[] = JSON.parse(readFileSync(join(root, "build/release/compile_commands.json"), "utf8"));
    const ours = commands.filter(({ file }) => file.startsWith(join(root, "server/")));
    assert.ok(ours.length > 100);
    for (const { file, command } of ours)
      for (const flag of ["-fstack-protector-strong", "-fstack-clash-protection", "-D_FORTIFY_SOURCE=3", "-D_GLIBCXX_ASSERTIONS", "-ftrivial-auto-var-init=zero", "-fPI", " -O2 "])
        assert.ok(command.includes(flag), `${file} without ${flag}`);
  });
});

describe("what is installed", () => {
  const folder = mkdtempSync(join(tmpdir(), "onthaal-installed-"));
  const unit = join(folder, "lib/systemd/system/onthaal.service");
  before(() => {
    const run = spawnSync("cmake", ["--install", join(root, "build/release"), "--prefix", folder], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stdout + run.stderr);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("is a program without debug information, which lies apart; and pages, papers, an account", () => {
    const program = join(folder, "bin/onthaal");
    assert.equal(spawnSync(program, ["--version"]).status, 0);
    assert.doesNotMatch(readelf("--sections", program), /\.debug_info/);
    assert.match(readelf("--sections", join(folder, "lib/debug", folder, "bin/onthaal.debug")), /\.debug_info/);
    assert.ok(statSync(program).size < statSync(built).size);
    for (const file of ["share/onthaal/pages/visitor.html", "share/doc/onthaal/operate.md", "lib/sysusers.d/onthaal.conf"]) assert.ok(existsSync(join(folder, file)), file);
  });

  test("is a unit that systemd understands, in a tight sandbox", () => {
    const text = readFileSync(unit, "utf8");
    writeFileSync(unit, text.replace("/usr/bin/onthaal", join(folder, "bin/onthaal")));
    const verified = spawnSync("systemd-analyze", ["verify", "--man=no", unit], { encoding: "utf8" });
    assert.equal(verified.status, 0, verified.stderr);
    assert.equal(verified.stderr, "");
    const judged = spawnSync("systemd-analyze", ["security", "--offline=true", "--no-pager", "--threshold=20", unit], { encoding: "utf8" });
    assert.equal(judged.status, 0, `more exposed than 2.0: ${judged.stdout}${judged.stderr}`);
    assert.doesNotMatch(text, /^User=root|^CapabilityBoundingSet=./m);
  });
});
