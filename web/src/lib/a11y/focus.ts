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
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
      }),
  };
}
