import { second, type Appointment, type Slot, type Slots } from '$lib/api/second';
import { Insisted } from '$lib/api/loaded.svelte';
import type { Queue } from '$features/queue/queue.svelte';

// Slots and appointments of a line, looked at again when the line says that they changed.
export class Later {
  readonly slots: Insisted<Slots>;
  readonly elsewhere: Insisted<Awaited<ReturnType<typeof second.elsewhere>>>;
  readonly appointments: Insisted<Appointment[]>;

  constructor(slug: string, queue: Queue) {
    this.slots = new Insisted(() => second.slots(slug));
    this.elsewhere = new Insisted(() => second.elsewhere(slug));
    this.appointments = new Insisted(async () => (await second.appointments(slug)).appointments);
    let asked = queue.appointed;
    // What comes while it is being asked is asked for after that.
    $effect(() => {
      if (this.slots.isLooking || this.appointments.isLooking || queue.appointed === asked) return;
      asked = queue.appointed;
      void this.slots.look();
      void this.appointments.look();
    });
    $effect(() => () => {
      this.slots.stop();
      this.elsewhere.stop();
      this.appointments.stop();
    });
  }

  get isOffered(): boolean {
    return this.slots.value?.second_talks ?? false;
  }

  // Those that begin after now, mine first.
  free(me: string): Slot[] {
    const now = Date.now();
    const free = (this.slots.value?.slots ?? []).filter((one) => one.state === 'free' && Date.parse(one.starts_at) > now);
    const rank = (one: Slot) => (one.worker?.staff === me ? 0 : 1);
    return free.sort((a, b) => rank(a) - rank(b) || Date.parse(a.starts_at) - Date.parse(b.starts_at));
  }
}
