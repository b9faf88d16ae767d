import { Words } from '../words.svelte';
import type nl from './nl';

export const words = new Words<keyof typeof nl>({ nl: () => import('./nl') });
export const t = words.t;
