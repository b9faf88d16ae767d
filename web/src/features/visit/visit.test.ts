import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused } from '$lib/api/api';
import type { Prover } from './proof';
import { clear, comeBack, kept, remember, start, wipe, type Wish } from './visit';

const wish: Wish = { nickname: 'Robin', register: 'nl', who: 'pupil', topic: null };
const refusal = (status: number, code: string, fields?: unknown) =>
  Response.json({ code, detail: '', ...(fields ? { fields } : {}) }, { status });
const begun = () => Response.json({ conversation: 'c-1' }, { status: 201 });

describe('a visit', () => {
  let answers: (() => Response)[];
  let bodies: Record<string, unknown>[];
  let made: number;
  const prover = {
    prepare: () => Promise.resolve({ challenge: `c${made}`, solutions: [] }),
    spent: () => (made += 1),
  } as unknown as Prover;

  beforeEach(() => {
    vi.useFakeTimers();
    [answers, bodies, made] = [[], [], 0];
    vi.stubGlobal('window', { matchMedia: () => ({ matches: false }), screen: {} });
    vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
      bodies.push(JSON.parse(body) as Record<string, unknown>);
      return Promise.resolve(answers.shift()!());
    });
  });
  afterEach(() => {
    wipe();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const begins = async (crowded = vi.fn()) => {
    const done = start('clbchat', wish, prover, crowded).catch((error: unknown) => error);
    await vi.runAllTimersAsync();
    return done;
  };

  it('says what was filled in, the device and the proof, and nothing that was left open', async () => {
    answers = [begun];
    expect(await begins()).toMatchObject({ conversation: 'c-1', nickname: 'Robin' });
    const { token, ...rest } = bodies[0]!;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(rest).toEqual({
      nickname: 'Robin',
      register: 'nl',
      device: 'computer',
      who: 'pupil',
      proof: { challenge: 'c0', solutions: [] },
    });
  });

  it('names the visit before it by the hash of its token, until all is wiped', async () => {
    await remember('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', false);
    clear();
    answers = [begun, begun];
    await begins();
    expect(bodies[0]!.earlier).toBe('DwBzhbb51LfusnSGBa_hqYSgo7-j8BTQnip4TOnlzRo');
    wipe();
    await begins();
    expect(bodies[1]!.earlier).toBeUndefined();
  });

  it('tries by itself while many come, with one token', async () => {
    const crowded = vi.fn();
    answers = [() => refusal(429, 'too_many'), () => refusal(503, 'busy'), () => refusal(429, 'too_many'), begun];
    expect(await begins(crowded)).toMatchObject({ conversation: 'c-1' });
    expect(crowded).toHaveBeenCalledTimes(2);
    expect(new Set(bodies.map(({ token }) => token)).size).toBe(1);
  });

  it('makes another proof when this one is too old, and at last goes without', async () => {
    const old = () => refusal(400, 'invalid', [{ field: 'proof', problem: 'expired' }]);
    answers = [old, old, old, old, old, begun];
    expect(await begins()).toMatchObject({ conversation: 'c-1' });
    expect(bodies.map(({ proof }) => (proof as { challenge: string } | undefined)?.challenge)).toEqual([
      'c0',
      'c1',
      'c2',
      'c3',
      'c4',
      undefined,
    ]);
  });

  it('gives up where the answer is lasting, and keeps the token', async () => {
    answers = [() => refusal(409, 'closed')];
    expect(await begins()).toEqual(new Refused('closed'));
    expect(kept('clbchat')?.conversation).toBeNull();
  });

  it('goes on with a return code, on the line of the talk', async () => {
    answers = [() => Response.json({ conversation: 'c-2', line: { slug: 'ander', name: 'Ander' }, register: 'nl-u' })];
    expect(await comeBack('4711', prover)).toMatchObject({ slug: 'ander', conversation: 'c-2', register: 'nl-u' });
    expect(kept('ander')?.token).toBe(bodies[0]!.token);
  });
});
