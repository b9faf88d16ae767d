// Moves focus to an element that has just appeared, so that a screen reader reads it and the keyboard goes on from there.
export function focused(element: HTMLElement): void {
  element.focus({ preventScroll: false });
}
