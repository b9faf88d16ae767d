import { kPlan, store } from '$features/visit/visit';

// The code of the plan that the next talk on this line goes with: in this tab, until it does. Null: with none.
export function planKept(slug: string): string | null {
  const [of, code] = store?.getItem(kPlan)?.split(' ') ?? [];
  return of === slug && code ? code : null;
}

export function keepPlan(slug: string, code: string | null): void {
  if (code) store?.setItem(kPlan, `${slug} ${code}`);
  else store?.removeItem(kPlan);
}
