// Runs clang-tidy on the files of the server that changed since it last found nothing in them, or whose includes did.
// Nearly all its time goes to the standard headers: files with the same flags are looked at together, as one. Where that
// finds something (perhaps only that two files use one name), halves are looked at, and at last a file by itself.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";

const stamps = "build/tidy";
const together = 8;
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

interface Compiled {
  file: string;
  command: string;
}
const compiled: Compiled[] = JSON.parse(readFileSync("build/release/compile_commands.json", "utf8"));
const flags = new Map(compiled.map(({ file, command }) => [relative(".", file), flags_in(command)]));

function flags_in(command: string): string {
  return command.replace(/^.*?clang\S+ /, "").replace(/ -o \S+ -c \S+$/, "").replaceAll('\\"', '"');
}

// Neighbours use the same names: those that are looked at together come from all over the list.
function spread(files: string[]): string[][] {
  const batches = Math.ceil(files.length / together);
  return Array.from({ length: batches }, (_, first) => files.filter((_, at) => at % batches === first));
}

async function finds_nothing(files: string[]): Promise<boolean> {
  const [first, second] = files;
  if (second === undefined) return tidy(first!, "inherit");
  const all = `${stamp.get(first!)!}.cpp`;
  writeFileSync(all, files.map((file) => `#include "${resolve(file)}" // NOLINT\n`).join(""));
  const nothing = await tidy(all, "ignore", "--", ...(flags.get(first!)?.split(" ") ?? []));
  rmSync(all);
  return nothing;
}

async function tidy(file: string, output: "inherit" | "ignore", ...more: string[]): Promise<boolean> {
  const child = spawn("clang-tidy-19", ["-p", "build/release", "--quiet", file, ...more], { stdio: ["ignore", output, "ignore"] });
  return 0 === (await new Promise((done) => child.once("exit", done).once("error", done)));
}

const stamp = new Map(process.argv.slice(2).map((file) => [file, stamp_of(file)]));
const files = [...stamp.keys()].filter((file) => !existsSync(stamp.get(file)!));
if (files.length > 0) console.log(`clang-tidy looks at ${files.length} files`);
const waiting = [...Map.groupBy(files, (file) => flags.get(file)).values()].flatMap(spread);

async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (await finds_nothing(next)) for (const file of next) writeFileSync(stamp.get(file)!, file);
    else if (next.length > 1) waiting.push(next.slice(0, next.length / 2), next.slice(next.length / 2));
    else process.exitCode = 1;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
