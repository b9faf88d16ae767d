// Builds every entry page by itself: what the desk needs of the runtime never lands on a visitor's phone, and a page is
// one script and one style.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
await rm(new URL('../dist', import.meta.url), { recursive: true, force: true });
for (const page of ['visitor', 'desk', 'office', 'board', 'welcome', 'account', 'paper', 'site']) {
  await build({
    root,
    logLevel: 'warn',
    build: { emptyOutDir: false, rolldownOptions: { input: `${root}/${page}.html` } },
  });
}
