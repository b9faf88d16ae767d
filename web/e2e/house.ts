import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keep_open as keepOpen, keeper } from '../../tests/support/keeper.ts';
import type { Settings } from '../src/lib/api/office.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const program = process.env.ONTHAAL ?? here('../../build/release/onthaal');

interface DemoPerson {
  login: string;
  password: string;
  alias: string;
}

// A real server with the demo line, on an empty database and a free port.
export class House {
  readonly data = mkdtempSync(join(tmpdir(), 'onthaal-e2e-'));
  private server: ChildProcess | null = null;
  private port = 0;
  url = '';
  staff: DemoPerson[] = [];

  // `settings` as on the command line: { 'clock.speed': '4' }. Somebody keeps the line open, unless the test wants nobody
  // on duty.
  constructor(
    private readonly settings: Record<string, string> = {},
    private readonly hasKeeper = true,
  ) {}

  static async open(settings: Record<string, string> = {}, hasKeeper = true): Promise<House> {
    const house = new House(settings, hasKeeper);
    const demo = spawnSync(program, ['demo', '--data', house.data, '--json'], { encoding: 'utf8' });
    if (demo.status !== 0) throw new Error(`onthaal demo: ${demo.stderr}${demo.stdout}`);
    house.staff = (JSON.parse(demo.stdout) as { staff: DemoPerson[] }).staff;
    if (hasKeeper) house.addPerson(keeper, ['--operator', 'clbchat']);
    await house.start();
    return house;
  }

  // Another line, and somebody who answers on both.
  addLine(slug: string, name: string, login: string): void {
    const person = { login, password: 'zeven zotte zwanen', alias: login };
    this.tell(['line', 'add', '--slug', slug, '--name', name]);
    this.addPerson(person, ['--operator', 'clbchat', '--operator', slug]);
    this.staff.push(person);
  }

  // Somebody who runs a line.
  addCoordinator(slug: string, login: string): DemoPerson {
    const person = { login, password: 'zeven zotte zwanen', alias: login };
    this.addPerson(person, ['--coordinator', slug]);
    return person;
  }

  // Somebody with these roles, as the machine's administrator gives them.
  addStaff(login: string, roles: string[]): DemoPerson {
    const person = { login, password: 'zeven zotte zwanen', alias: login };
    this.addPerson(person, roles);
    return person;
  }

  // Leaves the house.
  disable(login: string): void {
    this.tell(['staff', 'disable', '--login', login]);
  }

  private addPerson({ login, password, alias }: DemoPerson, roles: string[]): void {
    this.tell(['staff', 'add', '--login', login, '--name', alias, '--alias', alias, ...roles, '--password-stdin'], password);
  }

  // Those that Onthaal ships: of CLBch@t. Without them the line is open day and night.
  hasHours(): void {
    this.tell(['line', 'hours', '--line', 'clbchat', '--shipped']);
  }

  // A synthetic school year, whose figures are those of its annual report.
  hasYear(year: '2021-2022' | '2022-2023'): void {
    this.tell(['demo', 'year', year, '--line', 'clbchat']);
  }

  // Every operator may have so many talks at once.
  async lets(capacity: number): Promise<void> {
    await this.sets(() => ({ capacity }));
  }

  // The settings of the line, by its coordinator.
  async sets(change: (settings: Settings) => Partial<Settings>): Promise<void> {
    const ask = await this.as(this.staff.find(({ login }) => login === 'greet')!);
    const settings = (await ask('GET', '/api/lines/clbchat/settings')) as Settings;
    await ask('PUT', '/api/lines/clbchat/settings', { ...settings, ...change(settings) });
  }

  // What somebody of the staff asks of the server; gives the answer.
  async as({ login, password }: DemoPerson): Promise<(method: string, path: string, body?: unknown) => Promise<unknown>> {
    const headers: Record<string, string> = { Origin: this.url, 'Content-Type': 'application/json' };
    const send = async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(this.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
      return answer;
    };
    const session = await send('POST', '/api/session', { login, password });
    headers.Cookie = session.headers.getSetCookie()[0]!.split(';')[0]!;
    return async (method, path, body) => {
      const text = await (await send(method, path, body)).text();
      return text ? (JSON.parse(text) as unknown) : null;
    };
  }

  // A busy house has changed nothing: told again.
  private tell(command: string[], input = '', tries = 5): void {
    const told = spawnSync(program, [...command, '--data', this.data], { encoding: 'utf8', input: `${input}\n` });
    if (tries > 1 && told.stderr.includes('nothing was changed')) return this.tell(command, input, tries - 1);
    if (told.status !== 0) throw new Error(`onthaal ${command.join(' ')}: ${told.stderr}`);
  }

  // The first line that the server prints is its address.
  async start(): Promise<void> {
    const settings = { 'staff.second_factor': 'off', 'staff.second_person_days': '0', 'staff.idle_minutes': '44640', ...this.settings };
    const { 'http.port': port = String(this.port), ...others } = settings as Record<string, string>;
    const more = Object.entries(others).map(([name, value]) => `--${name}=${value}`);
    const server = spawn(
      program,
      ['serve', '--data', this.data, '--port', port, '--pages.dir', process.env.PAGES ?? here('../dist'), ...more],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.server = server;
    let log = '';
    server.stderr.on('data', (text: Buffer) => (log += text.toString()));
    const address = createInterface({ input: server.stdout });
    const line = await Promise.race([
      once(address, 'line').then(([text]) => String(text)),
      once(server, 'exit').then(() => {
        throw new Error(`onthaal serve ended: ${log}`);
      }),
    ]);
    this.url = line.trim();
    this.port = Number(new URL(this.url).port);
    if (this.hasKeeper) await keepOpen(this.url, 'clbchat', { speed: Number(this.settings['clock.speed'] ?? 1) });
  }

  // As when the power fails.
  async crash(): Promise<void> {
    await this.end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.data, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const server = this.server;
    this.server = null;
    if (!server || server.exitCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  }
}
