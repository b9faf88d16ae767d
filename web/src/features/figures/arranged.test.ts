import { expect, it } from 'vitest';
import { absentOf } from './arranged';
import { row, table } from './tables.fixture';

it('tells why what is not drawn is not there, and of what is none that it is none', () => {
  const nothing = { ...table('handovers', 'count', ['partner', 'kind'], []), says: 'Niets geteld.' };
  const none = { ...table('broken_off', 'share', ['who'], [row(['all'], 0, 8, 0)]), says: '0 % brak af (0 van 8).' };
  const asked = { ...none, name: 'left', title: 'Wie ging weg?' };
  const other = { ...nothing, name: 'stars', title: 'stars' };
  const tables = new Map([nothing, none, asked, other].map((one) => [one.name, one]));
  expect(absentOf(['handovers', 'broken_off', '*left', 'stars'], tables)).toEqual([
    'broken_off: 0 % brak af (0 van 8).',
    'Wie ging weg? 0 % brak af (0 van 8).',
    'Niets geteld: handovers · stars',
  ]);
});
