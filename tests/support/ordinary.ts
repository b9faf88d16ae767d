// Programs that serve run as an ordinary user, also where the tests run as root.
import { execFileSync } from "node:child_process";

const is_root = process.getuid?.() === 0;

export const as_ordinary: string[] = is_root ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--"] : [];

// That user's, with all that is in it.
export function give_away(folder: string): void {
  if (is_root) execFileSync("chown", ["-R", "nobody:nogroup", folder]);
}
