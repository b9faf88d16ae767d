// A story has a server of its own; when it has been told, the doctor finds nothing wrong there.
import assert from "node:assert/strict";
import { Server, type Options } from "./server.ts";

export type Tell = (server: Server) => Promise<void>;

export const run_story = (options: () => Options, tell: Tell) => async (): Promise<void> => {
  const server = await Server.start(options());
  try {
    await tell(server);
    const doctor = server.doctor();
    assert.equal(doctor.status, 0, doctor.out + doctor.said);
  } finally {
    await server.end();
  }
};
