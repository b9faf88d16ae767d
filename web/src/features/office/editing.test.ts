import { expect, test } from 'vitest';
import { Editing } from './editing.svelte';
import type { Unsaved } from './unsaved.svelte';

const unsaved = { watch: () => {}, before: (go: () => void) => go() } as unknown as Unsaved;

test('what was kept leaves the screen once the list shows it', async () => {
  const asked: (() => void)[] = [];
  const editing = new Editing<{ name: string }>(unsaved, () => new Promise<void>((answered) => asked.push(answered)));
  editing.open({ name: 'Awel' }, 'a');
  const sent = editing.send(async () => {});
  await expect.poll(() => asked.length).toBe(1);
  expect(editing.draft).toEqual({ name: 'Awel' });
  expect(editing.isSaving).toBe(true);
  asked[0]!();
  expect(await sent).toBe(true);
  expect(editing.draft).toBeNull();
});

test('what was refused stays, and asks for no list', async () => {
  let asked = 0;
  const editing = new Editing<{ name: string }>(unsaved, () => asked++);
  editing.open({ name: 'Awel' });
  expect(await editing.send(() => Promise.reject(new Error('no')))).toBe(false);
  expect(editing.draft).toEqual({ name: 'Awel' });
  expect(editing.isSaving).toBe(false);
  expect(asked).toBe(0);
});
