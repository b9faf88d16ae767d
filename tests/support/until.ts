// Waits for something to become true, and says what did not.
import { setTimeout as pause } from "node:timers/promises";

// Sanitizers make everything slower; a limit is only there so that a mistake ends.
export const patience = Number(process.env["TEST_PATIENCE"] ?? 15_000);

const often = 10;
const seldom = 60; // fewer a second than the server lets one person ask

// What is asked of the server is asked less and less often, as a page would.
export async function until(what: string, is_so: () => boolean | Promise<boolean>, limit = patience): Promise<void> {
  const end = performance.now() + limit;
  for (let every = often; ; every = Math.min(every * 1.2, seldom)) {
    const answer = is_so();
    if (await answer) return;
    if (performance.now() > end) throw new Error(`waited ${limit} ms, and it is still not so: ${what}`);
    await pause(answer instanceof Promise ? every : often);
  }
}

export async function in_time<T>(what: string, promise: Promise<T>, limit = patience): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${limit} ms for ${what}`)), limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
