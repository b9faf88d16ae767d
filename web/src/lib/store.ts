// What the browser lets us keep; nothing where that is forbidden or full.
export function storeOf(kind: 'sessionStorage' | 'localStorage'): Storage | null {
  try {
    const store = window[kind];
    store.setItem('onthaal.probe', '');
    store.removeItem('onthaal.probe');
    return store;
  } catch {
    return null;
  }
}
