// Waits for something to become true, and says what did not.
import { setTimeout as pause } from "node:timers/promises";

// Sanitizers make everything slower; a limit is only there so that a mistake ends.
export const patience = Number(process.env["TEST_PATIENCE"] ?? 15_000);

export async function until(what: string, is_so: () => boolean | Promise<boolean>, limit = patience): Promise<void> {
  const end = performance.now() + limit;
  while (!(await is_so())) {
    if (performance.now() > end) throw new Error(`waited ${limit} ms, and it is still not so: ${what}`);
    await pause(10);
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
