import type { Device } from '$lib/api/visitor';

const kTabletFrom = 600; // the shorter side, in CSS pixels

// The kind of device, and nothing else about it.
export function deviceOf(page: Pick<Window, 'matchMedia' | 'screen'> = window): Device {
  if (!page.matchMedia('(pointer: coarse)').matches) return 'computer';
  return Math.min(page.screen.width, page.screen.height) < kTabletFrom ? 'phone' : 'tablet';
}
