import { expect, it } from 'vitest';
import type { CaseEvent, CaseState } from '$lib/api/frames';
import { apply } from './apply';

const at = '2026-11-22T18:00:00.000Z';
const empty: CaseState = { conversation: 'c', notes: [], steps: [], coaches: [], help: null, asked: null, alerts: [], escalations: [] };
const chris = { staff: 's-chris', alias: 'Chris', reason: 'asked' as const };
const why = {
  escalation: 'e',
  at,
  alias: 'Noor',
  to: 'centre' as const,
  consent: 'yes' as const,
  why: 'Verder.',
  second_person: null,
};
const asked = { at, message: 4, question: null };
const step = { step: 'plan', alias: 'Noor', at };

// Each event with the snapshot that the server gives after it.
type Step = [Pick<CaseEvent, 'event' | 'data'>, Partial<CaseState>];
const steps: Step[] = [
  [{ event: 'help.asked', data: { message: 4, question: null } }, { help: asked, asked }],
  [{ event: 'help.answered', data: {} }, { help: null }],
  [{ event: 'coach.joined', data: chris }, { coaches: [{ ...chris, since: at }] }],
  [
    { event: 'note.added', data: { alias: 'Chris', kind: 'whisper', text: 'Vraag ernaar.' } },
    { notes: [{ number: 4, at, alias: 'Chris', kind: 'whisper', text: 'Vraag ernaar.' }] },
  ],
  [{ event: 'step.set', data: { step: 'plan', done: true, alias: 'Noor' } }, { steps: [step] }],
  [{ event: 'step.set', data: { step: 'plan', done: true, alias: 'Noor' } }, { steps: [step] }],
  [{ event: 'step.set', data: { step: 'plan', done: false, alias: 'Noor' } }, { steps: [] }],
  [{ event: 'alert.raised', data: { alert: 'fake' } }, { alerts: ['fake'] }],
  [{ event: 'alert.raised', data: { alert: 'fake' } }, { alerts: ['fake'] }],
  [{ event: 'escalation.recorded', data: why }, { escalations: [why] }],
  [{ event: 'coach.left', data: { staff: 's-chris' } }, { coaches: [] }],
];

it('follows what the server says', () => {
  let state = empty;
  let wanted = empty;
  steps.forEach(([event, change], index) => {
    wanted = { ...wanted, ...change };
    state = apply(state, { type: 'event', stream: 'case:c', number: index + 1, at, ...event } as CaseEvent)!;
    expect(state, event.event).toEqual(wanted);
  });
});

it('asks a new snapshot when the words were destroyed', () => {
  expect(apply(empty, { type: 'event', stream: 'case:c', number: 1, at, event: 'note.added', data: null })).toBeNull();
});
