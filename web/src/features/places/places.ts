import type { Place } from '$lib/api/api';
import { searched } from '$lib/search';

// `kinds` are the words for the kinds of places, so that "clb" or "hulplijn" finds them.
export function placesFor(all: Place[], query: string, kinds: Record<Place['kind'], string>): Place[] {
  return searched(all, query, ({ name, town, kind, about, phone }) => [name, town, kinds[kind], about, phone]);
}
