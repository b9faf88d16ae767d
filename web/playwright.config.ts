import { defineConfig } from '@playwright/test';

// Visitor and operator in Debian's Chromium against the real server, which every test starts for itself.
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };
const bothSizes = /(talk|pages)\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../build/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A browser, a server and a database on two cores: what fails once is tried again, and named at the end of bin/test.
  retries: 1,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'nl-BE',
    timezoneId: 'Europe/Brussels',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
    },
  },
  projects: [
    { name: 'phone', use: phone },
    { name: 'desktop', use: desktop, testMatch: bothSizes },
  ],
});
