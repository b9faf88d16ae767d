// What the visitor's page needs once a talk is handed to another line: rare, so fetched then.
import { words } from '$lib/i18n/handover';
import type { Register } from '$lib/i18n/words.svelte';

export { default as Before } from './Before.svelte';
export { default as Card } from './Card.svelte';
export const speak = (register: Register): Promise<void> => words.load(register);
