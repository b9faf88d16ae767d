import { expect, test as base, type BrowserContextOptions } from '@playwright/test';
import { House } from './house.ts';
import { Operator, Visitor } from './people.ts';

interface Cast {
  // Of the server, as on its command line.
  settings: Record<string, string>;
  // Whether somebody keeps the line open.
  hasKeeper: boolean;
  house: House;
  visitor: Visitor;
  operator: Operator;
  // More of them, each in a browser of its own.
  anotherVisitor(options?: BrowserContextOptions): Promise<Visitor>;
  anotherOperator(options?: BrowserContextOptions): Promise<Operator>;
}

const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, hasTouch: false, isMobile: false };

export const test = base.extend<Cast>({
  settings: [{}, { option: true }],
  hasKeeper: [true, { option: true }],
  house: async ({ settings, hasKeeper }, use) => {
    const house = await House.open(settings, hasKeeper);
    await use(house);
    await house.close();
  },
  visitor: async ({ page, house }, use) => {
    const visitor = new Visitor(page, house);
    await use(visitor);
    expect(visitor.watch.wrong).toEqual([]);
  },
  operator: async ({ anotherOperator }, use) => use(await anotherOperator()),
  anotherVisitor: async ({ browser, house, contextOptions, viewport, hasTouch, isMobile }, use) => {
    const all: Visitor[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, viewport, hasTouch, isMobile, ...options });
      all.push(new Visitor(await context.newPage(), house));
      return all.at(-1)!;
    });
    for (const one of all) {
      expect(one.watch.wrong).toEqual([]);
      await one.page.context().close();
    }
  },
  anotherOperator: async ({ browser, house, locale, timezoneId }, use) => {
    const all: Operator[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ locale, timezoneId, ...desk, ...options });
      all.push(new Operator(await context.newPage(), house));
      return all.at(-1)!;
    });
    for (const one of all) {
      expect(one.watch.wrong).toEqual([]);
      await one.page.context().close();
    }
  },
});
export { expect };

// Visitor and operator in a talk.
export async function talk(visitor: Visitor, operator: Operator, nickname = 'Robin'): Promise<void> {
  await visitor.starts(nickname);
  await operator.works();
  await operator.takes(nickname);
  await visitor.isWith('Noor');
}
