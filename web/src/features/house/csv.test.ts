import { expect, it } from 'vitest';
import type { LogEntry } from '$lib/api/readings';
import { csvOf } from './csv';

it('writes each entry in a row, and nothing that a spreadsheet would run', () => {
  const entry: LogEntry = { number: 3, at: '2026-11-22T10:00:00.000Z', what: 'role.given', who: '=HYPERLINK("x")', who_login: 'greet', line: 'clbchat', about: null, name: 'Noor', login: 'noor', data: { role: 'operator' } as never };
  expect(csvOf([entry]).split('\r\n')[1]).toBe(
    `"3","2026-11-22T10:00:00.000Z","role.given","'=HYPERLINK(""x"")","greet","clbchat","","Noor","noor","{""role"":""operator""}"`,
  );
});
