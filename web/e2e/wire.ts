import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const ajv = new Ajv2020({ allowUnionTypes: true });
ajv.addSchema(parse(readFileSync(new URL('../../schema/events.yaml', import.meta.url), 'utf8')));

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
