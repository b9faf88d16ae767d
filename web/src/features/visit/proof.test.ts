import { afterEach, describe, expect, it, vi } from 'vitest';
import { Prover } from './proof';
import { hasher } from './sha256';
import { solve } from './solve';

const firstWord = async (text: string) =>
  new DataView(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).getUint32(0);

describe('the hash', () => {
  it('is that of SHA-256, whatever the lengths', async () => {
    for (let beginning = 0; beginning < 140; beginning += 1) {
      for (const tail of ['', '0', '123456789012345']) {
        const text = 'c'.repeat(beginning);
        expect(hasher(text)(tail)).toBe(await firstWord(text + tail));
      }
    }
  });
});

describe('a proof of work', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('solves every puzzle', async () => {
    const challenge = 'abc.DEF-123_'.repeat(9);
    const solutions = solve({ challenge, puzzles: 16, bits: 8 });
    expect(solutions).toHaveLength(16);
    for (const [i, n] of solutions.entries()) expect(await firstWord(`${challenge}:${i}:${n}`)).toBeLessThan(2 ** 24);
  });

  const answers = (bits: number) =>
    vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(Response.json({ challenge: 'c', puzzles: 2, bits }, { status: 201 }))));

  it('is made once, and anew when it was spent or is too old', async () => {
    answers(3);
    vi.useFakeTimers();
    const prover = new Prover('clbchat', (task) => Promise.resolve(solve(task)));
    const first = await prover.prepare();
    expect(first?.solutions).toHaveLength(2);
    expect(prover.prepare()).toBe(prover.prepare());
    expect(fetch).toHaveBeenCalledTimes(1);
    prover.spent();
    await prover.prepare();
    vi.advanceTimersByTime(10 * 60_000);
    await prover.prepare();
    expect(fetch).toHaveBeenCalledTimes(3);
    vi.useRealTimers();
  });

  it('is left out where none is asked, and where it cannot be made', async () => {
    answers(0);
    expect(await new Prover('clbchat').prepare()).toBeUndefined();
    answers(3);
    expect(await new Prover('clbchat').prepare()).toBeUndefined(); // no worker here
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError()));
    expect(await new Prover('clbchat').prepare()).toBeUndefined();
  });
});
