import { defineConfig } from '@playwright/test';
import e2e from '../playwright.config.ts';

// One evening, once: no limit of its own, since the evening says how long it is.
export default defineConfig({
  ...e2e,
  testDir: '.',
  outputDir: '../../build/evening',
  timeout: 0,
  use: { ...e2e.use, actionTimeout: 20_000 },
  projects: [{ name: 'evening' }],
});
