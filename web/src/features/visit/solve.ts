import type { Challenge } from '$lib/api/visitor';
import { hasher } from './sha256';

// For each puzzle the first number whose hash begins with enough zero bits (docs/protocol.md, "Proof of work").
export function solve({ challenge, puzzles, bits }: Challenge): number[] {
  const under = 2 ** (32 - bits);
  return Array.from({ length: puzzles }, (_, puzzle) => {
    const hash = hasher(`${challenge}:${puzzle}:`);
    let n = 0;
    while (hash(String(n)) >= under) n += 1;
    return n;
  });
}
