import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const ajv = new Ajv2020({ allowUnionTypes: true });
ajv.addSchema(parse(readFileSync(new URL('../../schema/events.yaml', import.meta.url), 'utf8')));

// How often this page sent this command, and the server told it of this event.
export class Counted {
  readonly sent: string[] = [];
  readonly told: string[] = [];

  constructor(page: Page) {
    const read = ({ payload }: { payload: string | Buffer }) => JSON.parse(payload.toString()) as Record<string, string>;
    page.on('websocket', (socket) => {
      socket.on('framesent', (frame) => this.sent.push(read(frame).command ?? ''));
      socket.on('framereceived', (frame) => this.told.push(read(frame).event ?? ''));
    });
  }

  times(what: string): number {
    return [...this.sent, ...this.told].filter((one) => one === what).length;
  }
}

// Holds every frame that goes over the page's WebSockets against schema/events.yaml.
export function watchFrames(page: Page, wrong: string[]): void {
  const check = (side: 'ClientFrame' | 'ServerFrame') => (frame: { payload: string | Buffer }) => {
    const text = frame.payload.toString();
    if (!ajv.validate(`events.yaml#/$defs/${side}`, JSON.parse(text))) {
      wrong.push(`not a ${side}: ${text.slice(0, 300)}`);
    }
  };
  page.on('websocket', (socket) => {
    socket.on('framesent', check('ClientFrame'));
    socket.on('framereceived', check('ServerFrame'));
  });
}
