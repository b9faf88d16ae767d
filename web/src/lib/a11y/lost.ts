import { tick } from 'svelte';

// What had the focus is gone, as a button is with what it took away: the keyboard and a screen reader go on from here.
export async function catchFocus(element: HTMLElement | undefined): Promise<void> {
  await tick();
  if (document.activeElement === document.body) element?.focus();
}
