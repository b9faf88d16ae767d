import type { Trouble } from '$lib/api/api';
import type { Command } from '$lib/api/frames';

export interface Entry {
  id: string;
  stream: string;
  command: Command['command'];
  data: Command['data'];
  at: number;
  // The last number known of the stream when this was written; nothing when no other tab can have sent it.
  after: number | null;
  // The number of its event, once the server said so but before that event came by.
  number: number | null;
  failed: Trouble | null;
}

// What the user did and the server did not acknowledge yet, in order. For a visitor it is kept in sessionStorage, so
// that a reload loses nothing and nothing outlives the tab.
export class Outbox {
  entries = $state.raw<Entry[]>([]);

  constructor(
    private store: Storage | null,
    private readonly key: string,
  ) {
    try {
      this.entries = JSON.parse(store?.getItem(key) ?? '[]') as Entry[];
    } catch {
      this.entries = [];
    }
  }

  find(id: string): Entry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  add(entry: Entry): void {
    this.entries = [...this.entries, entry];
    this.keep();
  }

  change(id: string, change: Partial<Entry>): void {
    this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    this.keep();
  }

  drop(id: string): void {
    if (!this.find(id)) return;
    this.entries = this.entries.filter((entry) => entry.id !== id);
    this.keep();
  }

  // The stream has come as far as `number`: what was acknowledged up to there can be seen in it.
  reached(stream: string, number: number): void {
    for (const entry of this.entries) {
      if (entry.stream === stream && entry.number !== null && entry.number <= number) this.drop(entry.id);
    }
  }

  // From now on nothing is kept on this device.
  forget(): void {
    this.store?.removeItem(this.key);
    this.store = null;
  }

  private keep(): void {
    try {
      if (this.entries.length) this.store?.setItem(this.key, JSON.stringify(this.entries));
      else this.store?.removeItem(this.key);
    } catch {
      // A full or forbidden storage: then a reload loses what was not sent yet.
    }
  }
}
