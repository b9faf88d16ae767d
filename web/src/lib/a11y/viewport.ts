// Keeps the page as high as what is really visible, so that a phone's keyboard never hides the place where one writes.
// Browsers that know interactive-widget do it by themselves; Safari does not.
export function followViewport(): void {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    if (view.scale > 1.05) return;
    document.documentElement.style.setProperty('--visible', `${Math.round(view.height)}px`);
    if (view.height < innerHeight) scrollTo(0, 0);
  };
  view.addEventListener('resize', fit);
  fit();
}
