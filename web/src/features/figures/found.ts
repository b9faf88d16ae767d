import type { Term } from '$lib/api/api';
import { named, searched } from '$lib/search';
import { labelOf } from '$features/terms/terms';

// The themes that somebody means, by a part of their name, or by a question in which one is named.
export function found(themes: Term[], typed: string): Term[] {
  const textsOf = (one: Term) => [labelOf(one), one.code];
  const some = searched(themes, typed, textsOf);
  return (some.length ? some : named(themes, typed, textsOf)).slice(0, 8);
}
