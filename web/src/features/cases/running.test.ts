import { expect, it } from 'vitest';
import { watched } from './running';

const at = (minute: number) => `2026-11-22T18:${minute}:00.000Z`;
const runs = (conversation: string, minute: number) => ({
  conversation,
  operator: 's',
  alias: 'Noor',
  since: at(minute),
  guide_ends_at: at(minute),
  aside: false,
});

it('puts who asks for help first, then who talks longest', () => {
  const line = {
    running: [runs('late', 30), runs('early', 10), runs('asks', 40)],
    coached: [
      { conversation: 'asks', coaches: [], help: true },
      { conversation: 'early', coaches: ['Chris'], help: false },
    ],
  };
  expect(watched(line).map(({ conversation }) => conversation)).toEqual(['asks', 'early', 'late']);
  expect(watched(line)[1]?.coaches).toEqual(['Chris']);
});
