// The words of a page: one language and register loaded at a time. `makeWords<typeof nl>()` gives typed keys.
export type Register = 'nl' | 'nl-u' | 'en';
export type WordsOf<T> = Record<keyof T, string>;
type Params = Record<string, string | number>;

export class Words<K extends string> {
  register = $state<Register>('nl');
  private words = $state.raw<Record<K, string> | null>(null);
  private wanted: Register | null = null;

  constructor(private readonly loaders: Partial<Record<Register, () => Promise<{ default: Record<K, string> }>>>) {}

  get ready(): boolean {
    return this.words !== null;
  }

  get lang(): 'nl' | 'en' {
    return this.register === 'en' ? 'en' : 'nl';
  }

  async load(register: Register): Promise<void> {
    const loader = this.loaders[register];
    if (!loader) return;
    this.wanted = register;
    const words = (await loader()).default;
    // Another one was asked for meanwhile.
    if (this.wanted !== register) return;
    this.words = words;
    this.register = register;
    document.documentElement.lang = this.lang;
  }

  // `{name}` in a text is replaced by the parameter of that name.
  readonly t = (key: K, params: Params = {}): string => {
    const text: string = this.words?.[key] ?? '';
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  };
}
