// The lint itself: each rule refuses what it should, and nothing else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";

const house: Record<string, string> = {
  "server/CMakeLists.txt": "onthaal_feature(lines)\nonthaal_feature(queue lines)\n",
  "server/core/text.h": "#include <string>\n",
  "server/platform/net.cpp": '#include <boost/asio.hpp>\n#include "core/text.h"\n',
  "server/features/lines/lines.h": '#include "core/text.h"\n',
  "server/features/lines/lines_store.cpp": 'inline constexpr db::Sql kFind{"line.find", "select id from line"};\n',
  "server/features/queue/queue.cpp": '#include "features/lines/lines.h"\n',
  "server/app/main.cpp": '#include "features/queue/queue.h"\n',
  "web/src/lib/time.ts": "export const now = 1;\n",
  "web/src/apps/desk/Desk.svelte": '<script>import { now } from "../../lib/time";</script>\n',
};

function lint(change: Record<string, string>): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), "onthaal-lint-"));
  try {
    for (const [file, text] of Object.entries({ ...house, ...change })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const run = spawnSync(process.execPath, [join(import.meta.dirname, "floors.ts"), folder], { encoding: "utf8" });
    return { status: run.status, said: run.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function refuses(what: string, file: string, text: string, saying: RegExp): void {
  test(`refuses ${what}`, () => {
    const { status, said } = lint({ [file]: text });
    assert.equal(status, 1, said);
    assert.match(said, saying);
    assert.ok(said.includes(`${file}:`), "names the file");
    assert.equal(said.trim().split("\n").length, 1, said);
  });
}

test("finds nothing wrong in a house that is in order", () => assert.deepEqual(lint({}), { status: 0, said: "" }));

refuses("an include up the floors", "server/core/up.cpp", '#include "platform/log.h"\n', /core may not include platform/);
refuses("Asio in a feature", "server/features/queue/io.cpp", "#include <boost/asio.hpp>\n", /belongs in server\/platform/);
refuses("SQLite in the app", "server/app/db.cpp", "#include <sqlite3.h>\n", /belongs in server\/platform/);
refuses("a lock in a feature", "server/features/queue/lock.h", "#include <mutex>\n", /threads and locks/);
refuses("JSON in core", "server/core/json.h", "#include <boost/json.hpp>\n", /std and fmt only/);
refuses("another feature's inside", "server/features/queue/x.cpp", '#include "features/lines/lines_store.h"\n', /only features\/lines\/lines.h/);
refuses("what is for tests", "server/features/queue/x.cpp", '#include "support/clock.h"\n', /support is for tests/);
refuses("a feature that is not in the list", "server/features/lines/x.cpp", '#include "features/queue/queue.h"\n', /lines may not use queue/);
refuses("a cycle", "server/CMakeLists.txt", "onthaal_feature(lines queue)\nonthaal_feature(queue lines)\n", /no cycles/);
refuses("SQL outside a store", "server/features/queue/queue.cpp", 'auto sql = "select 1 from line";\n', /SQL belongs/);
refuses("an import up the floors", "web/src/lib/up.ts", 'import x from "../apps/desk/x";\n', /lib may not import apps/);
refuses("a test that is not run", "tests/a.test.ts", `test.${"skip"}("a", () => {});\n`, /not run/);
