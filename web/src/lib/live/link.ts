import type { ClientFrame, Hello, ServerFrame } from '$lib/api/frames';

// One connection to the server, by whatever road. It says hello when it opens; `closed` comes once, also when it never
// opened, and not after close().
export interface Link {
  send(frame: ClientFrame): void;
  close(): void;
}

export interface Listener {
  frame(frame: ServerFrame): void;
  closed(code: number): void;
}

export type OpenLink = (hello: Hello, listener: Listener) => Link;

// Close codes after which there is no way back.
export const kUnknown = 4401;
export const kVersion = 4426;
// What we call a connection that went away without a code.
export const kLost = 1006;
