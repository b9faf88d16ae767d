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

describe('the code of a plan that comes along', () => {
  it('stays in this tab for its line until it came along, and no longer than the visit', async () => {
    const rows = new Map<string, string>();
    const sessionStorage = {
      getItem: (key: string) => rows.get(key) ?? null,
      setItem: (key: string, value: string) => rows.set(key, value),
      removeItem: (key: string) => rows.delete(key),
      clear: () => rows.clear(),
    };
    vi.stubGlobal('window', { sessionStorage, matchMedia: () => ({ matches: false }), screen: {} });
    vi.stubGlobal('fetch', () => Promise.resolve(begun()));
    vi.resetModules();
    const visits = await import('./visit');
    const plan = () => visits.planKept('clbchat');
    const prover = { prepare: () => Promise.resolve(undefined), spent: () => undefined } as unknown as Prover;
    visits.keepPlan('clbchat', '9111222233334444');
    expect(visits.planKept('ander')).toBeNull();
    await visits.start('clbchat', wish, prover, vi.fn());
    expect(plan()).toBe('9111222233334444');
    visits.keepPlan('clbchat', null);
    expect([...rows.keys()]).toEqual(['onthaal.visit']);
    for (const leave of [visits.clear, visits.wipe]) {
      visits.keepPlan('clbchat', '9111222233334444');
      leave();
      expect(rows.size).toBe(0);
    }
    vi.unstubAllGlobals();
  });
});
