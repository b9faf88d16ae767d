import { api, attended } from '$lib/api/api';

// What a page asks so long after a key or a press is asked by itself.
const kAttended = 60_000;
// Who only types asks nothing: a sign of life, well within the server's idle limit.
const kSignEvery = 3 * 60_000;

// Tells the server whether somebody sits at this page of staff. Gives what ends it.
export function attend(): () => void {
  let signed = Date.now();
  const here = (): void => {
    const now = Date.now();
    attended.until = now + kAttended;
    if (now - signed < kSignEvery) return;
    signed = now;
    void api.session().catch(() => null);
  };
  here();
  const kinds = ['keydown', 'pointerdown'] as const;
  for (const kind of kinds) addEventListener(kind, here, { capture: true, passive: true });
  return () => {
    for (const kind of kinds) removeEventListener(kind, here, { capture: true });
    attended.until = Infinity;
  };
}
