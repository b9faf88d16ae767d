// What changed between two texts, line by line: the shortest way from one to the other. What stays is left out but for the
// line around; `gap` stands where something was left out.
export interface Part {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
}
const kMost = 4_000_000; // cells; more is told as a whole other text

export function diff(before: string, after: string): Part[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  return shortened(a.length * b.length > kMost ? [...all('removed', a), ...all('added', b)] : parts(a, b));
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
const all = (kind: Part['kind'], lines: string[]): Part[] => lines.map((text) => ({ kind, text }));

function parts(a: string[], b: string[]): Part[] {
  // longest[i][j]: of what a from i and b from j have in common.
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i]![j] =
        a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const found: Part[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      found.push({ kind: 'same', text: a[i]! });
      i += 1;
      j += 1;
    } else if (longest[i + 1]![j]! >= longest[i]![j + 1]!) {
      found.push({ kind: 'removed', text: a[i]! });
      i += 1;
    } else {
      found.push({ kind: 'added', text: b[j]! });
      j += 1;
    }
  }
  return [...found, ...all('removed', a.slice(i)), ...all('added', b.slice(j))];
}

function shortened(found: Part[]): Part[] {
  const isNear = (at: number) =>
    [at - 1, at, at + 1].some((one) => found[one] !== undefined && found[one].kind !== 'same');
  if (found.every(({ kind }) => kind === 'same')) return [];
  const short: Part[] = [];
  for (const [at, part] of found.entries()) {
    if (isNear(at)) short.push(part);
    else if (short.at(-1)?.kind !== 'gap') short.push({ kind: 'gap', text: '' });
  }
  return short;
}
