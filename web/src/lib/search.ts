const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// How well a thing with these texts (the most telling first) answers what somebody typed: every word must be found in
// some text, without regard to accents and capitals. 0: not at all; more: in an earlier text, at the start of a word.
export function score(query: string, texts: (string | null)[]): number {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const folded = texts.map((text) => plain(text ?? ''));
  let total = 0;
  for (const word of words) {
    const best = Math.max(...folded.map((text, place) => found(word, text) * (folded.length - place)));
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

function found(word: string, text: string): number {
  const where = text.indexOf(word);
  if (where < 0) return 0;
  if (where === 0) return 3;
  return wordsOf(text).some((part) => part.startsWith(word)) ? 2 : 1;
}

// Those that are named in what somebody typed, by a whole word of some letters: the most telling, the longest, first.
export function named<T>(all: T[], typed: string, textsOf: (one: T) => (string | null)[]): T[] {
  const words = new Set(wordsOf(plain(typed)).filter((word) => word.length >= kTelling));
  const letters = (one: T) =>
    Math.max(0, ...wordsOf(plain(textsOf(one).join(' '))).filter((word) => words.has(word)).map((word) => word.length));
  return best(all, letters);
}
const kTelling = 4;
const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u);

// Those that answer, the best first; of equals the order stays.
export function searched<T>(all: T[], query: string, textsOf: (one: T) => (string | null)[]): T[] {
  return best(all, (one) => score(query, textsOf(one)));
}

function best<T>(all: T[], pointsOf: (one: T) => number): T[] {
  return all
    .map((one) => ({ one, points: pointsOf(one) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ one }) => one);
}
