import type { Coached, LineState, Running } from '$lib/api/frames';

export type Watched = Running & Pick<Coached, 'coaches' | 'help'>;

// The talks that go on, with who looks along: who asks for help first, then the longest.
export function watched(line: Pick<LineState, 'running' | 'coached'>): Watched[] {
  return line.running
    .map((talk) => {
      const known = line.coached.find((one) => one.conversation === talk.conversation);
      return { ...talk, coaches: known?.coaches ?? [], help: known?.help ?? false };
    })
    .sort((a, b) => Number(b.help) - Number(a.help) || Date.parse(a.since) - Date.parse(b.since));
}
