import { describe, expect, it, vi } from 'vitest';
import type { ConversationEvent, ConversationState } from '$lib/api/frames';
import { Commands } from '$lib/live/commands.svelte';
import { localClock, localDay } from '$lib/time/local';
import { apply } from '$features/conversation/apply';

const id = '0193b7a0-0000-7000-8000-000000000009';
const offer = {
  appointment: id,
  state: 'offered' as const,
  starts_at: '2026-11-24T15:00:00.000Z',
  ends_at: '2026-11-24T15:45:00.000Z',
  with: 'Noor',
  line: 'CLBch@t',
  privacy: null,
  note: null,
};
const plan = { plan: id, state: 'offered' as const, text: 'Zo.', moments: null, with: null };
const talk = { appointment: null, plan: null, messages: [] } as unknown as ConversationState;
const said = (event: string, data: object) => ({ event, data, number: 1, at: offer.starts_at }) as unknown as ConversationEvent;

describe('what is offered for later', () => {
  it('is shown as it was offered, and as it was answered', () => {
    const shown = apply(talk, said('appointment.offered', offer))!;
    expect(shown.appointment).toEqual(offer);
    const booked = apply(shown, said('appointment.changed', { appointment: id, state: 'booked' }))!;
    expect(booked.appointment).toEqual({ ...offer, state: 'booked' });
    const agreed = apply(apply(talk, said('plan.offered', plan))!, said('plan.changed', { plan: id, state: 'active' }))!;
    expect(agreed.plan?.state).toBe('active');
  });
  it('is not changed by word of another', () => {
    const other = said('appointment.changed', { appointment: offer.starts_at, state: 'booked' });
    expect(apply(talk, other)).toBe(talk);
  });
  it('is told in the time of Brussels', () => {
    expect(localDay(offer.starts_at, 'nl')).toBe('dinsdag 24 november');
    expect(localClock(offer.starts_at, 'en')).toBe('16:00');
    expect(localClock('2026-07-01T15:00:00.000Z', 'nl')).toBe('17:00');
  });
});

describe('an answer that is answered', () => {
  it('waits for the code, which comes after the event', async () => {
    vi.stubGlobal('document', { hidden: false });
    const connection = { isOnline: () => true, send: vi.fn(), known: () => 3, doubt: vi.fn(), random: () => 0 };
    const commands = new Commands(connection, null);
    const given = commands.give('conversation:1', 'plan.answer', { plan: id, yes: true });
    const sent = commands.outbox.entries[0]!.id;
    commands.settle(sent, { number: 4 });
    commands.acknowledged({ type: 'ack', id: sent, number: 4, data: { code: '9000111122223333' } });
    expect((await given).data?.code).toBe('9000111122223333');
    commands.clear();
    vi.unstubAllGlobals();
  });
});
