import { Words } from '../words.svelte';
import type nl from './nl';

export const words = new Words<keyof typeof nl>({
  nl: () => import('./nl'),
  'nl-u': () => import('./nl-u'),
  en: () => import('./en'),
});
export const t = words.t;
