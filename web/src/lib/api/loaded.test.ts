import { describe, expect, it } from 'vitest';
import { Loaded } from './loaded.svelte';

describe('what is asked of the server', () => {
  it('is asked once more when something changed while the answer was on its way', async () => {
    const answers: ((value: number) => void)[] = [];
    const loaded = new Loaded(() => new Promise<number>((answer) => answers.push(answer)));
    void loaded.look();
    void loaded.look();
    expect(answers).toHaveLength(1);
    answers[0]!(1);
    await expect.poll(() => answers.length).toBe(2);
    answers[1]!(2);
    await expect.poll(() => loaded.isLooking).toBe(false);
    expect(loaded.value).toBe(2);
    expect(answers).toHaveLength(2);
  });
});
