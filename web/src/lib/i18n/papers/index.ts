import { Words } from '../words.svelte';
import type nl from './nl';

export const words = new Words<keyof typeof nl>({ nl: () => import('./nl'), en: () => import('./en') });
export const t = words.t;

// The server's own names; one that it does not know is told as it was written.
const named = (group: string, name: string) => t(`${group}.${name}` as keyof typeof nl) || name;
export const paperName = (name: string): string => named('name', name);
export const paperHint = (name: string): string => t(`for.${name}` as keyof typeof nl);
export const blankName = (name: string): string => named('fact', name);
