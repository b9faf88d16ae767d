import { Words } from '../words.svelte';
import type nl from './nl';

// Of the visitor's page; loaded with what they are about.
export const words = new Words<keyof typeof nl>({
  nl: () => import('./nl'),
  'nl-u': () => import('./nl-u'),
  en: () => import('./en'),
});
export const t = words.t;
