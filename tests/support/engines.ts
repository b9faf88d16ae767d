// The same tests on both databases.
import { after, before, describe } from "node:test";
import { Postgres } from "./postgres.ts";
import type { Options } from "./server.ts";

// For a run whose point is another than the database: the address sanitizer sees PostgreSQL's side in the unit programs.
const only_sqlite = process.env["TEST_ENGINES"] === "sqlite";

// `concurrency`: how many of the tests at a time, where each has a server of its own and mostly waits.
export function on_both(name: string, tests: (database: () => Options) => void, { concurrency = 1 } = {}): void {
  describe(`${name}, on SQLite`, { concurrency }, () => tests(() => ({})));
  if (only_sqlite) return;
  describe(`${name}, on PostgreSQL`, { concurrency }, () => {
    let postgres: Postgres;
    before(async () => {
      postgres = await Postgres.start();
    });
    tests(() => ({ postgres }));
    after(() => postgres.stop()); // after theirs: a server that stops still writes
  });
}
