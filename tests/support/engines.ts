// The same tests on both databases.
import { after, before, describe } from "node:test";
import { Postgres } from "./postgres.ts";
import type { Options } from "./server.ts";

export function on_both(name: string, tests: (database: () => Options) => void): void {
  describe(`${name}, on SQLite`, () => tests(() => ({})));
  describe(`${name}, on PostgreSQL`, () => {
    let postgres: Postgres;
    before(async () => {
      postgres = await Postgres.start();
    });
    after(() => postgres.stop());
    tests(() => ({ postgres }));
  });
}
