import { untrack } from 'svelte';
import { Insisted, Loaded } from '$lib/api/loaded.svelte';
import { figures, queryOf, type Table, type Wanted } from '$lib/api/figures';
import { lang } from '$lib/i18n/lang.svelte';
import { today } from '$lib/time/day';
import { firstOf, lastOf, schoolYearOf } from '$features/hours/hours';
import { askedOf, searchOf, yearIn, type Asked } from './asked';

// What the address asks for. Changing it changes the address; going back brings it back.
export class Question {
  readonly today = today();
  asked = $state.raw<Asked>(askedOf(location.search));

  constructor(private readonly slug: string) {
    history.replaceState(history.state, '', searchOf(this.asked, slug));
  }

  change(part: Partial<Asked>): void {
    const asked = { ...this.asked, ...part };
    const search = searchOf(asked, this.slug);
    if (search === location.search) return;
    history.pushState(history.state, '', search);
    this.asked = asked;
  }

  moved(): void {
    this.asked = askedOf(location.search);
  }
}

// Some tables, counted again when something else is asked. `wanted` answers null while nothing is.
export class Tables extends Loaded<Map<string, Table>> {
  constructor(slug: () => string, wanted: () => Wanted | null) {
    super(async () => {
      const asked = untrack(wanted);
      const tables = asked ? await figures.tables(slug(), { ...asked, language: lang() }) : [];
      return new Map(tables.map((table) => [table.name, table]));
    });
    let isFirst = true;
    const query = $derived.by(() => {
      const asked = wanted();
      return `${asked ? queryOf(asked) : ''} ${lang()}`;
    });
    $effect(() => {
      void query;
      if (!isFirst) void untrack(() => this.look());
      isFirst = false;
    });
  }
}

// The school years of which there is something, the newest last.
export async function yearsOf(slug: string, day: string): Promise<string[]> {
  const year = schoolYearOf(day);
  const window = { from: firstOf(year), until: lastOf(year) };
  const [table] = await figures.tables(slug, { tables: ['talks_by_year'], ...window, years: 'all' });
  return (table?.rows ?? []).filter(({ n, withheld }) => n || withheld).flatMap(({ keys: [year] }) => (year && yearIn(year.code) !== null ? [year.code] : []));
}
export class Years extends Insisted<string[]> {
  constructor(slug: string, day: string) {
    super(() => yearsOf(slug, day));
    $effect(() => () => this.stop());
  }
}
