import { untrack } from 'svelte';
import type { Trouble } from '$lib/api/api';
import { Refused } from '$lib/api/api';
import { office } from '$lib/api/office';
import { troubleOf } from '$lib/api/loaded.svelte';
import { problem } from '$features/office/trouble';
import type { Unsaved } from '$features/office/unsaved.svelte';
import { draftOf, settingsOf, type Draft } from './settings';

// The settings of a line, while somebody changes them.
export class EditedSettings {
  draft = $state<Draft | null>(null);
  trouble = $state<Trouble | null>(null);
  isLoading = $state(false);
  isSaving = $state(false);
  isSaved = $state(false);
  // Somebody else saved meanwhile: what one wrote is still here.
  isBehind = $state(false);
  private before = $state('');
  private problems = $state.raw<Record<string, string>>({});

  constructor(
    private readonly slug: string,
    private readonly unsaved: Unsaved,
  ) {
    unsaved.watch(() => this.isChanged);
    void this.look();
  }

  get isChanged(): boolean {
    return this.draft !== null && JSON.stringify(this.draft) !== this.before;
  }

  problemOf(field: string): string {
    return problem(this.problems[field]);
  }

  // Of a list: of itself or of one thing in it.
  problemIn(list: string): string {
    return problem(Object.entries(this.problems).find(([field]) => `${field}.`.startsWith(`${list}.`))?.[1]);
  }

  // The first field that the server named.
  get firstProblem(): string | null {
    return Object.keys(this.problems)[0] ?? null;
  }

  async look(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    try {
      this.take(draftOf(await office.settings(this.slug)));
    } catch (error) {
      this.trouble = troubleOf(error);
    }
    this.isLoading = false;
  }

  // What the other one saved, in place of what stands here.
  lookAgain(): void {
    this.unsaved.before(() => void this.look());
  }

  // What stands here goes over what the other one saved.
  async saveOver(): Promise<void> {
    try {
      const { revision } = await office.settings(this.slug);
      if (this.draft) this.draft.revision = revision;
      this.isBehind = false;
      await this.save();
    } catch (error) {
      this.trouble = troubleOf(error);
    }
  }

  async save(): Promise<boolean> {
    if (this.isSaving || !this.draft) return false;
    this.isSaving = true;
    this.isSaved = false;
    this.trouble = null;
    this.problems = {};
    try {
      this.take(draftOf(await office.saveSettings(this.slug, settingsOf($state.snapshot(this.draft) as Draft))));
      this.isSaved = true;
    } catch (error) {
      this.trouble = troubleOf(error);
      this.isBehind = this.trouble === 'conflict';
      if (error instanceof Refused) {
        this.problems = Object.fromEntries(error.fields.map((one) => [one.field, one.problem]));
      }
    }
    this.isSaving = false;
    return this.isSaved;
  }

  changed(): void {
    untrack(() => (this.isSaved = false));
  }

  private take(draft: Draft): void {
    this.before = JSON.stringify(draft);
    this.draft = draft;
    this.trouble = null;
    this.isBehind = false;
    this.problems = {};
  }
}
