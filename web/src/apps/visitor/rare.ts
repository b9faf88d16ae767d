// What few visitors need: a code is filled in, or asked for; a talk is deleted.
import { words } from '$lib/i18n/code';
import type { Register } from '$lib/i18n/words.svelte';

export { default as Return } from './Return.svelte';
export { default as DeleteTalk } from './DeleteTalk.svelte';
export { default as ReturnCode } from './ReturnCode.svelte';
export const speak = (register: Register): Promise<void> => words.load(register);
