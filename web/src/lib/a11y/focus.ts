// Moves focus to an element that has just appeared, so that a screen reader reads it and the keyboard goes on from there.
export function focused(element: HTMLElement): void {
  element.focus({ preventScroll: false });
}

// The same for what comes and goes: when it goes, focus returns to where it was.
export function focusedForNow(element: HTMLElement): { destroy(): void } {
  const before = document.activeElement;
  element.focus();
  return {
    destroy: () =>
      setTimeout(() => {
        const isLost = document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      }),
  };
}

// The same for a panel that Escape closes, from wherever in it. `first`: what in it has the focus, where that is there.
export function panel(element: HTMLElement, { close, first }: { close: () => void; first?: string }): { destroy(): void } {
  const focus = focusedForNow(element);
  if (first) element.querySelector<HTMLElement>(first)?.focus();
  const keydown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  element.addEventListener('keydown', keydown);
  return {
    destroy() {
      element.removeEventListener('keydown', keydown);
      focus.destroy();
    },
  };
}
