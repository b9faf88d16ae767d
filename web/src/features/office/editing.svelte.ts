import { Refused, type Trouble } from '$lib/api/api';
import { problem } from './trouble';
import type { Unsaved } from './unsaved.svelte';
import { troubleOf } from '$lib/api/loaded.svelte';

// One thing of a list, while it is changed or added.
export class Editing<Draft extends object> {
  draft = $state<Draft | null>(null);
  id = $state<string | null>(null); // null: a new one
  isSaving = $state(false);
  trouble = $state<Trouble | null>(null);
  private problems = $state.raw<Record<string, string>>({});
  private before = '';

  // `shown`: asks again what shows the things, before a change that was kept leaves the screen.
  constructor(
    private readonly unsaved: Unsaved,
    private readonly shown: () => unknown = () => {},
  ) {
    unsaved.watch(() => this.isChanged);
  }

  get isChanged(): boolean {
    return this.draft !== null && JSON.stringify(this.draft) !== this.before;
  }

  open(draft: Draft, id: string | null = null): void {
    this.unsaved.before(() => {
      this.before = JSON.stringify(draft);
      this.draft = draft;
      this.id = id;
      this.clear();
    });
  }

  leave(): void {
    this.instead(() => {});
  }

  // Something else is shown in its place.
  instead(go: () => void): void {
    this.unsaved.before(() => {
      this.close();
      go();
    });
  }

  close(): void {
    this.draft = null;
    this.id = null;
    this.clear();
  }

  problemOf(field: string): string {
    return problem(this.problems[field]);
  }

  // As the server names it.
  isWrong(field: string, name: string): boolean {
    return this.problems[field] === name;
  }

  // Whether it was kept.
  async send(what: (draft: Draft, id: string | null) => Promise<unknown>): Promise<boolean> {
    if (this.isSaving || !this.draft) return false;
    this.isSaving = true;
    this.clear();
    try {
      await what($state.snapshot(this.draft) as Draft, this.id);
      await this.shown();
    } catch (error) {
      this.trouble = troubleOf(error);
      if (error instanceof Refused) {
        this.problems = Object.fromEntries(error.fields.map((one) => [one.field, one.problem]));
      }
    }
    this.isSaving = false;
    if (!this.trouble) this.close();
    return !this.trouble;
  }

  private clear(): void {
    this.trouble = null;
    this.problems = {};
  }
}
