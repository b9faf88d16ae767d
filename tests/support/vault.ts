// A place for backups, with the keys that open them.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onthaal, type Settings } from "./server.ts";

export type Told = { status: number | null; out: string; said: string };
export const json = (told: Told) => {
  assert.equal(told.status, 0, told.out + told.said);
  return JSON.parse(told.out);
};

export class Vault {
  readonly folder = mkdtempSync(join(tmpdir(), "onthaal-vault-"));
  readonly dir = join(this.folder, "backups");
  readonly secret = join(this.folder, "backup.secret");
  readonly open = join(this.folder, "backup.public");
  readonly deletions = join(this.dir, "onthaal-deleted.sealed");
  constructor() {
    mkdirSync(this.dir);
    json(onthaal("backup", "key", "--secret", this.secret, "--public", this.open, "--json"));
  }
  settings(more: Record<string, string | number> = {}): Settings {
    return { backup: { dir: this.dir, to: this.open, ...more } };
  }
  // The backups and their labels.
  files(): string[] {
    return readdirSync(this.dir).filter((name) => join(this.dir, name) !== this.deletions).sort();
  }
  newest(): string {
    return join(this.dir, this.files().filter((name) => name.endsWith(".backup")).at(-1)!);
  }
  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
