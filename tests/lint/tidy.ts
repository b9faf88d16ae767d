// Runs clang-tidy on the files of the server that changed since it last found nothing in them, or whose includes did.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const stamps = "build/tidy";
mkdirSync(stamps, { recursive: true });

const included = new Map<string, string[]>();
function includes_of(file: string): string[] {
  let found = included.get(file);
  if (found === undefined) {
    const names = [...readFileSync(file, "utf8").matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)].map((match) => match[1]!);
    found = names.flatMap((name) => ["server", "tests"].map((folder) => join(folder, name)).filter((path) => existsSync(path)));
    included.set(file, found);
  }
  return found;
}

function stamp_of(file: string): string {
  const all = new Set<string>([file]);
  for (const each of all) for (const next of includes_of(each)) all.add(next);
  const hash = createHash("sha256").update(readFileSync(".clang-tidy"));
  for (const each of [...all].sort()) hash.update(each).update(readFileSync(each));
  return join(stamps, hash.digest("hex").slice(0, 32));
}

const waiting = process.argv.slice(2).map((file) => ({ file, stamp: stamp_of(file) })).filter(({ stamp }) => !existsSync(stamp));
if (waiting.length > 0) console.log(`clang-tidy looks at ${waiting.length} files`);

async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { file, stamp } = next;
    const child = spawn("clang-tidy-19", ["-p", "build/release", "--quiet", file], { stdio: ["ignore", "inherit", "ignore"] });
    const code = await new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
    if (code === 0) writeFileSync(stamp, file);
    else process.exitCode = 1;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
