// Holds the floors: node tests/lint/floors.ts FOLDER. Prints `file:line: what is wrong` and exits 1.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

const root = process.argv[2] ?? ".";
const mistakes: string[] = [];

function files_under(folder: string, wanted: RegExp): string[] {
  const found: string[] = [];
  const walk = (at: string) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (name === "node_modules" || name === "dist") continue;
      if (statSync(path).isDirectory()) walk(path);
      else if (wanted.test(name)) found.push(relative(root, path));
    }
  };
  if (existsSync(join(root, folder))) walk(join(root, folder));
  return found.sort();
}

function each_line(file: string, look: (line: string, say: (what: string) => void) => void): void {
  readFileSync(join(root, file), "utf8")
    .split("\n")
    .forEach((line, index) => look(line, (what) => mistakes.push(`${file}:${index + 1}: ${what}`)));
}

// ---- the server

type Features = Map<string, string[]>;

function read_features(): Features {
  const list: Features = new Map();
  each_line("server/CMakeLists.txt", (line, say) => {
    const [name, ...uses] = line.match(/^onthaal_feature\(([a-z_ ]+)\)/)?.[1]?.split(/ +/) ?? [];
    if (name === undefined) return;
    for (const used of uses) if (!list.has(used)) say(`${name} may use ${used} only below its line: the list has no cycles`);
    list.set(name, uses);
  });
  return list;
}

const floors = ["core", "platform", "features", "app"];
const is_test = (file: string) => /_test\.cpp$|_world\.h$|\/test\//.test(file);
const machinery = /^(boost\/(asio|beast)|sqlite3\.h|libpq|sodium|fido|liboath|qrencode|xlsxwriter|cmark|curl\/)/;
const threads = /^(mutex|shared_mutex|condition_variable|coroutine|semaphore|latch|barrier)$/;

function wrong_include(file: string, included: string, features: Features): string | null {
  const [, floor = "", feature = ""] = file.split("/");
  const [to_floor = "", to_feature = "", ...rest] = included.split("/");
  if (to_floor === "support") return is_test(file) ? null : "support is for tests"; // tests/support
  if (!floors.includes(to_floor)) return `"${included}": write the path from server/`;
  if (floors.indexOf(to_floor) > floors.indexOf(floor)) return `${floor} may not include ${to_floor}: includes go down the floors`;
  if (floor !== "features" || to_floor !== "features" || feature === to_feature) return null;
  if (!features.get(feature)?.includes(to_feature)) return `${feature} may not use ${to_feature} (server/CMakeLists.txt)`;
  if (rest.join("/") !== `${to_feature}.h`) return `of ${to_feature} only features/${to_feature}/${to_feature}.h may be included`;
  return null;
}

function wrong_library(file: string, included: string): string | null {
  const floor = file.split("/")[1];
  if (floor === "platform" || is_test(file)) return null;
  if (machinery.test(included)) return `<${included}> belongs in server/platform`;
  if (threads.test(included)) return `<${included}>: threads and locks belong in server/platform`;
  if (floor === "core" && included.includes("/") && !/^(fmt|gtest)\//.test(included)) return `core knows std and fmt only, not <${included}>`;
  return null;
}

function check_server(): void {
  const features = read_features();
  for (const file of files_under("server", /\.(h|cpp)$/)) {
    const may_hold_sql = is_test(file) || file.startsWith("server/platform/") || /_store(_\w+)?\.(h|cpp)$/.test(file);
    each_line(file, (line, say) => {
      const include = line.match(/^\s*#\s*include\s+(["<])([^">]+)[">]/);
      if (include?.[1] === '"') {
        const wrong = wrong_include(file, include[2] ?? "", features);
        if (wrong) say(wrong);
      } else if (include) {
        const wrong = wrong_library(file, include[2] ?? "");
        if (wrong) say(wrong);
      }
      if (!may_hold_sql && /db::Sql\b|"\s*(select|insert into|delete from|update \w+ set)\s/i.test(line)) {
        say("SQL belongs in a *_store.cpp");
      }
    });
  }
  for (const name of existsSync(join(root, "server/features")) ? readdirSync(join(root, "server/features")) : []) {
    if (!features.has(name)) mistakes.push(`server/features/${name}: not in the list of server/CMakeLists.txt`);
  }
}

// ---- the pages

const page_floors = ["lib", "ui", "features", "apps"];

function check_pages(): void {
  for (const file of files_under("web/src", /\.(ts|js|svelte)$/)) {
    const floor = page_floors.indexOf(file.split("/")[2] ?? "");
    if (floor < 0) continue;
    each_line(file, (line, say) => {
      for (const [, target = ""] of line.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
        const path = target.startsWith(".") ? normalize(join(dirname(file), target)) : target.replace(/^[$@]\/?/, "web/src/");
        const to = page_floors.indexOf(path.match(/^web\/src\/([a-z]+)/)?.[1] ?? "");
        if (to > floor) say(`${page_floors[floor]} may not import ${page_floors[to]}: imports go down the floors`);
      }
    });
  }
}

// ---- everywhere

function check_marks(): void {
  const mark = new RegExp("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  for (const folder of ["server", "web", "tests", "bench"]) {
    for (const file of files_under(folder, /\.(h|cpp|ts|mjs|svelte|sql)$/)) {
      each_line(file, (line, say) => {
        if (mark.test(line)) say("an unfinished mark: finish it, or file an issue");
        if (/\b(GTEST_S[K]IP|DISABLED_[A-Z]\w+|(test|it|describe)\.(skip|todo|only))\b/.test(line)) say("a test that is not run");
      });
    }
  }
}

check_server();
check_pages();
check_marks();
for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exitCode = 1;
