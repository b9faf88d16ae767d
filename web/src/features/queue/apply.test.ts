import { describe, expect, it } from 'vitest';
import type { LineEvent, LineState } from '$lib/api/frames';
import { apply } from './apply';

const me = 'staff-anna';
const stream = 'line:0193b7a0-0000-7000-8000-000000000009';
const at = (number: number) => `2026-11-21T17:00:${String(number).padStart(2, '0')}.000Z`;
const guide = (number: number) => `2026-11-21T17:45:${String(number).padStart(2, '0')}.000Z`;

const noWish = { wants: null, for: null, reason: null, kept_for: null, handed_from: null };
const opening = { state: 'open' as const, until: null, next: null, why: null, full: false, medical: false };
const closed = { ...opening, state: 'closed' as const, why: 'switched_off' as const };
const asks = { who: 'pupil' as const, topic: 'thuis', front: false, away: false, last_operator: null, ...noWish };
const sam = { conversation: 'c-sam', nickname: 'Sam', since: at(1), ...asks };
const lot = { conversation: 'c-lot', nickname: 'Lot', since: at(2), ...asks, who: 'parent' as const };
const samBack = { ...sam, front: true, last_operator: me };
const took = (conversation: string, operator: string, alias: string, number: number) => ({
  data: { conversation, operator, alias, guide_ends_at: guide(number) },
  running: { conversation, operator, alias, since: at(number), guide_ends_at: guide(number), aside: false },
});
const samByMe = took('c-sam', me, 'Noor', 5);
const lotByBas = took('c-lot', 'staff-bram', 'Bas', 6);
const samAgain = took('c-sam', me, 'Noor', 11);
const mine = { conversation: 'c-sam', nickname: 'Sam', since: at(1) };
const anna = { staff: me, alias: 'Noor', discipline: 'psycholoog' };
const bram = { staff: 'staff-bram', alias: 'Bas', discipline: 'arts' };
const registration = { conversation: 'c-sam', nickname: 'Sam', ended_at: at(12), state: 'open' as const };

const empty: LineState = {
  line: 'l',
  slug: 'clbchat',
  name: 'CLBch@t',
  open: true,
  opening,
  briefing: { day: '2026-11-21', note: null, reachable: null, phone: null },
  waiting: [],
  running: [],
  mine: [],
  registrations: [],
  team: [],
  capacity: 1,
  coached: [],
};
const briefing = { day: '2026-11-21', note: 'Examens.', reachable: 'Greet', phone: '0470 12 34 56' };
const basOnline = { ...bram, state: 'online' as const, since: at(4), connected: true, until: null };
const noorOnline = { ...anna, state: 'online' as const, since: at(3), connected: true, until: null };
const team = [basOnline, noorOnline];

// Each event with the snapshot that the server gives after it.
type Step = [Pick<LineEvent, 'event' | 'data'>, Partial<LineState>];
const steps: Step[] = [
  [{ event: 'conversation.waiting', data: sam }, { waiting: [sam] }],
  [{ event: 'conversation.waiting', data: lot }, { waiting: [sam, lot] }],
  [{ event: 'duty.changed', data: { ...anna, state: 'online', connected: true, until: null } }, { team: [noorOnline] }],
  [{ event: 'duty.changed', data: { ...bram, state: 'online', connected: true, until: null } }, { team }],
  [{ event: 'conversation.taken', data: samByMe.data }, { waiting: [lot], running: [samByMe.running], mine: [mine] }],
  [{ event: 'conversation.taken', data: lotByBas.data }, { waiting: [], running: [samByMe.running, lotByBas.running] }],
  [
    { event: 'conversation.extended', data: { conversation: 'c-lot', guide_ends_at: guide(30) } },
    { running: [samByMe.running, { ...lotByBas.running, guide_ends_at: guide(30) }] },
  ],
  [
    { event: 'conversation.aside', data: { conversation: 'c-sam', aside: true } },
    { running: [{ ...samByMe.running, aside: true }, { ...lotByBas.running, guide_ends_at: guide(30) }] },
  ],
  [
    { event: 'conversation.waiting', data: samBack },
    { waiting: [samBack], running: [{ ...lotByBas.running, guide_ends_at: guide(30) }], mine: [] },
  ],
  [{ event: 'conversation.away', data: { conversation: 'c-sam', away: true } }, { waiting: [{ ...samBack, away: true }] }],
  [
    { event: 'conversation.taken', data: samAgain.data },
    { waiting: [], running: [{ ...lotByBas.running, guide_ends_at: guide(30) }, samAgain.running], mine: [mine] },
  ],
  [
    { event: 'conversation.gone', data: { conversation: 'c-sam', operator: me } },
    { running: [{ ...lotByBas.running, guide_ends_at: guide(30) }], mine: [], registrations: [registration] },
  ],
  [
    { event: 'registration.changed', data: { conversation: 'c-sam', operator: me, state: 'later' } },
    { registrations: [{ ...registration, state: 'later' }] },
  ],
  [{ event: 'conversation.gone', data: { conversation: 'c-lot', operator: 'staff-bram' } }, { running: [] }],
  [{ event: 'registration.changed', data: { conversation: 'c-lot', operator: 'staff-bram', state: 'done' } }, {}],
  [{ event: 'registration.changed', data: { conversation: 'c-sam', operator: me, state: 'done' } }, { registrations: [] }],
  [
    { event: 'duty.changed', data: { ...bram, state: 'online', connected: false, until: null } },
    { team: [{ ...basOnline, connected: false }, noorOnline] },
  ],
  [
    { event: 'duty.changed', data: { ...bram, state: 'paused', connected: true, until: null } },
    { team: [{ ...basOnline, state: 'paused', since: at(18) }, noorOnline] },
  ],
  [{ event: 'duty.changed', data: { ...bram, state: 'off', connected: true, until: null } }, { team: [noorOnline] }],
  [{ event: 'line.changed', data: { open: false, opening: closed } }, { open: false, opening: closed }],
  [{ event: 'briefing.changed', data: briefing }, { briefing }],
  [
    { event: 'conversation.coached', data: { conversation: 'c-lot', coaches: [], help: true } },
    { coached: [{ conversation: 'c-lot', coaches: [], help: true }] },
  ],
  [
    { event: 'conversation.coached', data: { conversation: 'c-lot', coaches: ['Chris'], help: false } },
    { coached: [{ conversation: 'c-lot', coaches: ['Chris'], help: false }] },
  ],
  [{ event: 'conversation.coached', data: { conversation: 'c-lot', coaches: [], help: false } }, { coached: [] }],
];
const events = steps.map(([event], i) => ({ type: 'event', stream, number: i + 1, at: at(i + 1), ...event }) as LineEvent);
const snapshots: LineState[] = [empty];
for (const [, change] of steps) snapshots.push({ ...snapshots.at(-1)!, ...change });

const happens = (event: LineEvent['event'], data: unknown) =>
  ({ type: 'event', stream, number: 40, at: at(40), event, data }) as LineEvent;

describe('a line', () => {
  it('gives the new snapshot from any old snapshot and the events since', () => {
    for (let from = 0; from < snapshots.length; from += 1) {
      let state: LineState | null = snapshots[from]!;
      for (let number = from; number < events.length; number += 1) {
        state = state && apply(state, events[number]!, me);
        expect(state, `from ${from}, after ${number + 1}`).toEqual(snapshots[number + 1]);
      }
    }
  });

  it('queues who is in front first, then who came first', () => {
    const late = { ...lot, conversation: 'c-late', since: at(30) };
    const state = { ...empty, waiting: [sam, late] };
    expect(apply(state, happens('conversation.waiting', lot), me)?.waiting).toEqual([sam, lot, late]);
    const back = { ...late, conversation: 'c-back', front: true };
    expect(apply(state, happens('conversation.waiting', back), me)?.waiting).toEqual([back, sam, late]);
  });

  it('forgets who leaves while waiting', () => {
    const leaves = happens('conversation.gone', { conversation: 'c-lot', operator: null });
    expect(apply(snapshots[2]!, leaves, me)?.waiting).toEqual([sam]);
  });

  it('asks for a snapshot where the event does not tell enough', () => {
    expect(apply(empty, happens('conversation.waiting', null), me)).toBeNull();
    expect(apply(empty, happens('conversation.taken', samByMe.data), me)).toBeNull();
    expect(apply(empty, happens('conversation.gone', { conversation: 'c-x', operator: me }), me)).toBeNull();
    const reopened = { conversation: 'c-x', operator: me, state: 'open' };
    expect(apply(empty, happens('registration.changed', reopened), me)).toBeNull();
  });
});
