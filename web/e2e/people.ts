import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import type { House } from './house.ts';
import { watchFrames } from './wire.ts';

const kTooOften = { times: 20, within: 5_000 };

// What a page must never do, whatever is tested: break the content security policy or the wire's schema, throw, ask
// another host, or ask for the same again and again.
export class Watch {
  readonly wrong: string[] = [];
  private readonly asked = new Map<string, number[]>();

  constructor(page: Page, house: House) {
    watchFrames(page, this.wrong);
    page.on('pageerror', (error) => this.wrong.push(`threw: ${error.message}`));
    page.on('console', (message) => {
      if (/content security policy|refused to|requires 'Trusted/i.test(message.text())) this.wrong.push(message.text());
    });
    page.on('request', (request) => {
      const { origin, protocol, pathname } = new URL(request.url());
      if (protocol !== 'data:' && origin !== house.url) this.wrong.push(`asked ${request.url()}`);
      // A page that was loaded anew asks anew. What it loads itself still counts: it may load itself again and again.
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.startAnew(pathname);
      // Without WebSockets the live connection is requests; the icon is asked by the browser, at each new address.
      if (request.method() === 'GET' && !/^\/(api\/live|assets\/icon-)/.test(pathname)) this.count(pathname);
    });
  }

  private startAnew(document: string): void {
    for (const path of this.asked.keys()) if (path !== document) this.asked.delete(path);
  }

  private count(path: string): void {
    const lately = [...(this.asked.get(path) ?? []), Date.now()].slice(-kTooOften.times);
    this.asked.set(path, lately);
    const isTooOften = lately.length === kTooOften.times && lately.at(-1)! - lately[0]! < kTooOften.within;
    if (isTooOften) this.wrong.push(`asked ${path} again and again`);
  }
}

abstract class Person {
  readonly watch: Watch;

  constructor(
    readonly page: Page,
    readonly house: House,
  ) {
    this.watch = new Watch(page, house);
  }

  // Where the talk is on the page.
  protected get talk(): Page | Locator {
    return this.page;
  }
  get log(): Locator {
    return this.talk.getByRole('log');
  }
  get box(): Locator {
    return this.talk.getByRole('textbox', { name: 'Schrijf een bericht' });
  }

  async writes(text: string): Promise<void> {
    await this.box.fill(text);
  }
  async says(text: string): Promise<void> {
    await this.writes(text);
    await this.talk.getByRole('button', { name: 'Versturen' }).click();
  }
  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  }
  // What stands in the log, in order, without times.
  async reads(texts: string[]): Promise<void> {
    await expect(this.log.locator('li p')).toHaveText(texts);
  }
  async hasAllSent(): Promise<void> {
    await expect(this.log.getByText('wordt verstuurd')).toHaveCount(0);
  }

  async isAccessible(): Promise<void> {
    const found = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  }
}

export class Visitor extends Person {
  async opens(path = '/clbchat'): Promise<void> {
    await this.page.goto(this.house.url + path);
  }
  async starts(nickname: string): Promise<void> {
    await this.opens();
    await this.page.getByLabel('Hoe mogen we je noemen?').fill(nickname);
    await this.page.getByRole('button', { name: 'Start de chat' }).click();
    await this.sees(`Even geduld, ${nickname}`);
  }
  async isWith(alias: string): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `Je chat met ${alias}` })).toBeVisible();
  }
  async stops(): Promise<void> {
    await this.page.getByRole('button', { name: 'Gesprek stoppen' }).click();
    await this.page.getByRole('button', { name: 'Ja, stoppen' }).click();
  }
}

export class Operator extends Person {
  private nickname = '';

  // Two talks stand side by side on a wide screen.
  protected override get talk(): Page | Locator {
    return this.nickname ? this.page.getByRole('region', { name: this.nickname }) : this.page;
  }
  get next(): Locator {
    return this.page.getByRole('button', { name: 'Neem volgende' });
  }

  async opens(): Promise<void> {
    await this.page.goto(`${this.house.url}/desk`);
  }
  async logsIn(login: string, password = this.passwordOf(login)): Promise<void> {
    await this.opens();
    await this.page.getByLabel('Gebruikersnaam').fill(login);
    await this.page.getByLabel('Wachtwoord').fill(password);
    await this.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  }
  async works(login = 'noor'): Promise<void> {
    await this.logsIn(login);
    await this.goesOnline();
  }
  // Hears the sound first.
  async goesOnline(): Promise<void> {
    await this.page.getByRole('button', { name: 'Ga online' }).click();
    await this.page.getByRole('button', { name: 'Ja, ga online' }).click();
    await this.sees('Aan het werk als');
  }
  async takes(nickname: string): Promise<void> {
    await this.sees(nickname);
    await this.next.click();
    await this.isWith(nickname);
  }
  async isWith(nickname: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: nickname })).toBeVisible();
    this.nickname = nickname;
    await expect(this.box).toBeVisible();
  }
  async turnsTo(nickname: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${nickname}`) }).click();
    await this.isWith(nickname);
  }
  async ends(): Promise<void> {
    await this.talk.getByRole('button', { name: 'Beëindigen', exact: true }).click();
    await this.page.getByRole('button', { name: 'Ja, beëindigen' }).click();
    await this.sees('concept bewaard');
  }
  // By keyboard: the focus is in the field for themes when a talk has ended.
  async registers(theme = 'gezin'): Promise<void> {
    await expect(this.page.getByRole('combobox', { name: 'Zoek een thema' })).toBeFocused();
    await this.page.keyboard.type(theme);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('1');
    await this.page.keyboard.press('Control+Enter');
    await this.sees('Alles is geregistreerd.');
  }

  private passwordOf(login: string): string {
    const person = this.house.staff.find((one) => one.login === login);
    if (!person) throw new Error(`nobody in the demo team is called ${login}`);
    return person.password;
  }
}
