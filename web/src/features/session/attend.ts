import { api, attended } from '$lib/api/api';

// What a page asks so long after a key or a press is asked by itself.
const kAttended = 60_000;
// Who only types asks nothing: a sign of life, well within the server's shortest idle limit.
const kSignEvery = 2 * 60_000;
let signed = 0;

// Somebody is at this page of staff, or on duty at it.
export function here(): void {
  const now = Date.now();
  attended.until = now + kAttended;
  if (now - signed < kSignEvery) return;
  signed = now;
  void api.session().catch(() => null);
}

// Tells the server whether somebody sits at this page of staff. Gives what ends it.
export function attend(): () => void {
  signed = Date.now();
  here();
  const kinds = ['keydown', 'pointerdown'] as const;
  for (const kind of kinds) addEventListener(kind, here, { capture: true, passive: true });
  return () => {
    for (const kind of kinds) removeEventListener(kind, here, { capture: true });
    attended.until = Infinity;
  };
}
