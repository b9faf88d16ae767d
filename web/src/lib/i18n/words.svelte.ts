import { speak, type Lang } from './lang.svelte';

// The words of a page: one language and register loaded at a time.
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

  get lang(): Lang {
    return this.register === 'en' ? 'en' : 'nl';
  }

  async load(register: Register): Promise<void> {
    const show = await this.find(register);
    if (!show) return;
    show();
    speak(this.lang);
  }

  // Loads the words; what it gives shows them. Null if another register was asked for meanwhile.
  async find(register: Register): Promise<(() => void) | null> {
    const loader = this.loaders[register];
    if (!loader) return null;
    this.wanted = register;
    const words = (await loader()).default;
    if (this.wanted !== register) return null;
    return () => {
      this.words = words;
      this.register = register;
    };
  }

  // `{name}` in a text is replaced by the parameter of that name.
  readonly t = (key: K, params: Params = {}): string => {
    const text: string = this.words?.[key] ?? '';
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  };
}
