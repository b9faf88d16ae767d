import { words as figures } from '$lib/i18n/figures';
import { speak, type Lang } from '$lib/i18n/lang.svelte';
import { words as office } from '$lib/i18n/office';

async function count(as: Lang, around: Lang): Promise<void> {
  const show = await figures.find(as);
  if (!show) return;
  show();
  speak(as);
  document.documentElement.lang = around;
}

// While this is shown, charts, dates and numbers are in Dutch, whatever the language of the office around it.
export function countInDutch(): void {
  $effect(() => {
    const around = office.lang;
    void count('nl', around);
    return () => void count(around, around);
  });
}
