import { Words } from '../words.svelte';
import type nl from './nl';

export const words = new Words<keyof typeof nl>({ nl: () => import('./nl'), en: () => import('./en') });
export const t = words.t;
