import { tick, untrack } from 'svelte';
import { MediaQuery, SvelteMap } from 'svelte/reactivity';
import { api, Refused, type Session } from '$lib/api/api';
import type { PassReason, Waiting } from '$lib/api/frames';
import { Insisted } from '$lib/api/loaded.svelte';
import { Live } from '$lib/live/live.svelte';
import { storeOf } from '$lib/store';
import { Ticker } from '$lib/time/ticker.svelte';
import { isHeavy } from '$features/registration/draft';
import type { Bubble } from '$features/conversation/conversation.svelte';
import { Queue, type Duty, type Reason } from '$features/queue/queue.svelte';
import { nextOf, whyFull } from '$features/queue/room';
import { Later } from '$features/second/later.svelte';
import { DutyWatch } from './duty.svelte';
import { Keys } from './keys.svelte';
import { Sound } from './sound.svelte';
import { Talk } from './talk.svelte';

export type Line = Session['lines'][number];
const kRemindEvery = 30_000;
const kSaidFor = 8_000;
const kBackFor = 10_000;
const kChosen = 'onthaal.talk';

// One operator at work on one line.
export class Desk {
  readonly live = new Live();
  readonly sound = new Sound();
  readonly keys = new Keys();
  readonly queue: Queue;
  readonly watch: DutyWatch;
  readonly ticker: Ticker;
  readonly later: Later;
  readonly talks = new SvelteMap<string, Talk>();
  // What colleagues note for me about what they give me, until I have the talk.
  readonly passed = new SvelteMap<string, Insisted<Awaited<ReturnType<typeof api.pass>>>>();
  readonly about: Insisted<Awaited<ReturnType<typeof api.line>>>;
  readonly terms: Insisted<Awaited<ReturnType<typeof api.terms>>>;
  readonly phrases: Insisted<Awaited<ReturnType<typeof api.phrases>>>;
  readonly guides: Insisted<Awaited<ReturnType<typeof api.guides>>>;
  readonly places: Insisted<Awaited<ReturnType<typeof api.places>>>;
  chosen = $state<string | null>(null);
  // What gets the keyboard once it is loaded.
  private wanted: 'queue' | 'box' | 'registration' | null = null;
  // What a phone shows.
  tab = $state<'queue' | 'talk' | 'registration'>('queue');
  isTaking = $state(false);
  // Whom I wanted and did not get.
  missed = $state.raw<{ conversation: string; why: 'conflict' | 'failed' } | null>(null);
  dutyTrouble = $state<'closed' | 'failed' | null>(null);
  private readonly isWide = new MediaQuery('min-width: 85rem');
  private readonly store = storeOf('sessionStorage');
  private missedTimer: ReturnType<typeof setTimeout> | undefined;
  private onlineAt = 0;
  private readonly askedBack = new Set<string>();

  constructor(
    readonly session: Session,
    readonly line: Line,
  ) {
    const { slug } = line;
    this.about = new Insisted(() => api.line(slug));
    this.terms = new Insisted(() => api.terms(slug));
    this.phrases = new Insisted(() => api.phrases(slug));
    this.guides = new Insisted(() => api.guides(slug));
    this.places = new Insisted(() => api.places(slug));
    this.queue = new Queue(this.live, line.line, session.staff);
    this.queue.somebodyCame = () => this.queue.duty === 'online' && this.sound.came();
    this.ticker = new Ticker(() => this.live.ahead);
    this.later = new Later(slug, this.queue);
    this.watch = new DutyWatch(this.queue, () => this.queue.alive(), () => this.sound.came());
    this.live.start();
    $effect(() => this.followMine());
    $effect(() => this.followPassed());
    $effect(() => this.followIntakes());
    $effect(() => this.followRegistrations());
    $effect(() => this.comeBack());
    $effect(() => this.takeBack());
    $effect(() => {
      const timer = setInterval(() => this.remind(), kRemindEvery);
      return () => clearInterval(timer);
    });
    $effect(() => () => this.close());
  }

  get waiting(): Waiting[] {
    return this.queue.state?.waiting ?? [];
  }

  get next(): Waiting | undefined {
    return nextOf(this.queue.state, this.session.staff);
  }

  // What colleagues give to me, and not a talk by appointment.
  get incoming(): Waiting[] {
    return this.waiting.filter((one) => one.for === this.session.staff && one.reason);
  }

  aliasOf(staff: string | null): string {
    return this.queue.state?.team.find((one) => one.staff === staff)?.alias ?? '';
  }

  get registrations() {
    return this.queue.state?.registrations ?? [];
  }

  get talk(): Talk | null {
    return this.chosen === null ? null : (this.talks.get(this.chosen) ?? null);
  }

  readonly active: Talk[] = $derived.by(() => [...this.talks.values()].filter((talk) => talk.isActive));

  // Side by side when two go on; else the one that was chosen.
  readonly shown: Talk[] = $derived.by(() => {
    if (!this.talk) return [];
    const both = this.active.slice(0, 2);
    return this.isWide.current && both.length === 2 && both.includes(this.talk) ? both : [this.talk];
  });

  get unread(): number {
    return [...this.talks.values()].reduce((sum, talk) => sum + talk.unread, 0);
  }

  // Why I have no room for another talk; nothing when I have.
  readonly full = $derived.by(() => {
    const state = this.queue.state;
    if (!state) return 'off' as const;
    const { state: duty, until } = this.queue.mine ?? {};
    if (duty === 'online' && until && Date.parse(until) <= this.ticker.now) return 'over' as const;
    const lost = this.active.filter((talk) => talk.isLost(this.ticker.now)).map(({ id }) => id);
    return whyFull(state, this.session.staff, new Set(lost));
  });

  get canTake(): boolean {
    return this.full === null && this.live.state === 'online';
  }

  nameOf(id: string): string | null {
    const entries = [...(this.queue.state?.mine ?? []), ...this.registrations];
    const known = entries.find(({ conversation }) => conversation === id);
    return this.talks.get(id)?.conversation.state?.nickname ?? known?.nickname ?? null;
  }

  async take(chosen: { conversation: string; reason: Reason } | null = null): Promise<void> {
    const wanted = chosen?.conversation ?? this.next?.conversation;
    if (this.isTaking || !wanted || !this.canTake) return;
    this.isTaking = true;
    this.missed = null;
    try {
      this.choose(await this.queue.take(chosen));
      void this.goTo('box');
    } catch (error) {
      const why = error instanceof Refused && error.code === 'conflict' ? 'conflict' : 'failed';
      this.missed = { conversation: wanted, why };
      clearTimeout(this.missedTimer);
      this.missedTimer = setTimeout(() => (this.missed = null), kSaidFor);
    }
    this.isTaking = false;
  }

  async setDuty(duty: Duty, until?: string | null): Promise<void> {
    this.dutyTrouble = null;
    this.watch.chosen(duty);
    try {
      await this.queue.setDuty(duty, until);
    } catch (error) {
      this.dutyTrouble = error instanceof Refused && error.code === 'closed' ? 'closed' : 'failed';
    }
  }

  choose(id: string): void {
    if (!id) return;
    this.open(id).unread = 0;
    this.chosen = id;
    this.store?.setItem(kChosen, id);
  }

  // The next of my own talks, round and round.
  chooseNext(): void {
    const ids = [...this.talks.keys()];
    if (ids.length) this.choose(ids[(ids.indexOf(this.chosen ?? '') + 1) % ids.length]!);
  }

  // Puts away a talk that has ended.
  putAway(id: string): void {
    const talk = this.talks.get(id);
    // Recorded. What is not yet may still come: the line tells of it by itself.
    if (talk?.registration.hasBegun) talk.registration.forget();
    talk?.close();
    this.talks.delete(id);
    if (this.chosen !== id) return;
    const next = this.active[0]?.id ?? this.registrations.find((one) => one.conversation !== id && one.state === 'open')?.conversation;
    this.chosen = null;
    if (next) this.choose(next);
  }

  seen(): void {
    if (!document.hidden) for (const talk of this.shown) talk.unread = 0;
  }

  // Brings the keyboard to a place on the desk, and a phone to the tab that shows it.
  async goTo(place: 'queue' | 'box' | 'registration'): Promise<void> {
    this.tab = place === 'box' ? 'talk' : place;
    if (place === 'registration' && this.talk) this.talk.side = 'registration';
    await tick();
    // On a phone the keyboard would cover what one came to read.
    if (place === 'box' && matchMedia('(pointer: coarse)').matches) return;
    const where = {
      queue: '.take:enabled',
      box: `[data-talk="${this.chosen}"] textarea`,
      registration: '[data-registration] input',
    };
    const field = document.querySelector<HTMLElement>(where[place]);
    field?.focus();
    this.wanted = field ? null : place;
  }

  // What the keyboard waited for has just appeared.
  isThere(place: 'box' | 'registration', talk = this.chosen): void {
    if (this.wanted === place && talk === this.chosen) void this.goTo(place);
  }

  // Shows a part of what stands beside a talk: on a phone, its tab.
  beside(talk: Talk, side: Talk['side']): void {
    this.choose(talk.id);
    talk.side = side;
    this.tab = 'registration';
  }
  // A moment at a partner's line, for the visitor of a talk.
  async book(talk: Talk, partner: string): Promise<void> {
    talk.panel = null;
    talk.partner = partner;
    this.beside(talk, 'later');
    await tick();
    document.querySelector<HTMLElement>('[data-later] select')?.focus();
  }
  askHelp(talk: Talk, message: Bubble | null = null): void {
    talk.help = { number: message?.number ?? null, text: message?.text ?? '' };
    this.beside(talk, 'consult');
  }
  showGuide(talk: Talk, kind: Talk['guide']): void {
    talk.guide = kind;
    this.beside(talk, 'guide');
    const where = kind ? `[data-guide="${kind}"] summary` : '[data-guide] summary';
    void tick().then(() => document.querySelector<HTMLElement>(where)?.focus());
  }

  private followMine(): void {
    const mine = this.queue.state?.mine ?? [];
    for (const { conversation } of mine) this.open(conversation);
    if (this.chosen !== null) return;
    // After a reload the same talk: what is typed next must not go to somebody else.
    const last = this.store?.getItem(kChosen);
    const open = [...mine, ...this.registrations.filter((one) => one.state === 'open')];
    const first = open.find(({ conversation }) => conversation === last) ?? open[0];
    if (!first) return;
    this.choose(first.conversation);
    void this.goTo('state' in first ? 'registration' : 'box');
  }

  private followPassed(): void {
    const incoming = this.incoming.map(({ conversation }) => conversation);
    untrack(() => {
      for (const id of incoming) {
        if (this.passed.has(id)) continue;
        // I had it before: what is left of it makes room.
        this.talks.get(id)?.close();
        this.talks.delete(id);
        if (this.chosen === id) this.chosen = null;
        this.passed.set(id, new Insisted(() => api.pass(id)));
      }
      for (const [id, note] of [...this.passed]) {
        if (incoming.includes(id)) continue;
        note.stop();
        this.passed.delete(id);
      }
    });
  }

  // Gives a talk to a colleague.
  async pass(talk: Talk, to: string, reason: PassReason, note: string): Promise<void> {
    await this.live.command(talk.conversation.stream, 'conversation.pass', { conversation: talk.id, to, reason, note });
  }

  // Back to who gave it: I do not take it, or I want it back.
  async declinePass(conversation: string): Promise<void> {
    await this.live.command(this.queue.stream, 'pass.decline', { conversation });
  }

  private followIntakes(): void {
    for (const { conversation, registration } of this.talks.values()) {
      const intake = conversation.state?.intake;
      if (intake) untrack(() => registration.told(intake));
      if (conversation.state?.deleted) untrack(() => registration.deleted());
    }
  }

  private followRegistrations(): void {
    for (const { conversation } of this.registrations) {
      const talk = this.talks.get(conversation);
      if (!talk || talk.registration.hasBegun) continue;
      void untrack(() => talk.registration.begin());
      talk.side = 'registration';
      if (talk.conversation.state?.closing === 'care') this.watch.offersPause = true;
      if (conversation === this.chosen) void this.followFocus();
    }
    // Recorded, here or in another tab: nothing is left to do.
    for (const [id, { conversation, registration }] of [...this.talks]) {
      if (this.registrations.some((one) => one.conversation === id)) continue;
      const isOver = conversation.gone || conversation.state?.ended_at;
      const { draft } = registration;
      if (registration.hasBegun && draft && isHeavy(draft, this.terms.value?.themes ?? [])) this.watch.offersPause = true;
      if (registration.hasBegun || (isOver && id !== this.chosen)) this.putAway(id);
    }
  }

  // The box where one wrote is gone: what is to be done next is the registration.
  private async followFocus(): Promise<void> {
    await tick();
    const isLost = document.activeElement === document.body && !matchMedia('(pointer: coarse)').matches;
    if (isLost) void this.goTo('registration');
  }

  private comeBack(): void {
    if (this.live.state !== 'online') return;
    this.onlineAt = Date.now();
    this.askedBack.clear();
    for (const one of [this.about, this.terms, this.phrases, this.places, this.guides]) void one.look();
  }

  // My page was away and my visitor waits again: mine as long as nobody else was there.
  private takeBack(): void {
    const back = this.waiting.find((one) => one.front && !one.for && one.last_operator === this.session.staff);
    if (!back || !this.canTake || Date.now() - this.onlineAt > kBackFor) return;
    if (this.askedBack.has(back.conversation)) return;
    this.askedBack.add(back.conversation);
    this.queue.take({ conversation: back.conversation, reason: 'mine' }).then(
      (id) => this.choose(id),
      () => undefined,
    );
  }

  private open(id: string): Talk {
    const known = this.talks.get(id);
    const isMine = this.queue.state?.mine.some(({ conversation }) => conversation === id);
    if (known && (!known.conversation.gone || !isMine)) return known;
    known?.close();
    this.passed.get(id)?.stop();
    this.passed.delete(id);
    const talk = new Talk(this.live, id, this.session.alias);
    // Lost and mine again: so is what I was writing.
    if (known) {
      talk.draft = known.draft;
      this.sound.message();
    }
    talk.conversation.heard = () => {
      if (id !== this.chosen || document.hidden) this.sound.message();
      if (document.hidden || !this.shown.includes(talk)) talk.unread += 1;
    };
    talk.beside.heard = () => {
      if (document.hidden || id !== this.chosen || talk.side !== 'consult') this.sound.message();
    };
    this.talks.set(id, talk);
    return talk;
  }

  // Somebody still waits and there is room here: said again.
  private remind(): void {
    if (this.next && this.canTake) this.sound.came();
  }

  private close(): void {
    clearTimeout(this.missedTimer);
    for (const one of [this.about, this.terms, this.phrases, this.places, this.guides]) one.stop();
    for (const talk of this.talks.values()) talk.close();
    for (const note of this.passed.values()) note.stop();
    this.sound.close();
    this.live.stop();
  }
}
