// A talk from its request to its registration.
import { Operator, Visitor } from "./actors.ts";
import { Caller } from "./callers.ts";
import type { Server } from "./server.ts";

export async function recorded_talk(server: Server, more: Record<string, unknown> = {}): Promise<void> {
  const robin = await Visitor.comes(server);
  const noor = await Operator.logs_in(server);
  await noor.watches_the_line();
  await noor.takes();
  await robin.says("Dag");
  await noor.says("Dag, vertel eens.");
  await noor.ends();
  const desk = await Caller.staff(server, "noor");
  const form = { state: "done", who: "pupil", age: 15, gender: "f", source: "smartschool", themes: [], outcomes: [], broken_off: false, boundary: false, fake: false, note: null, ...more };
  await desk.puts(`/api/registrations/${robin.talk.conversation}`, form);
  for (const page of [robin, noor]) page.live.drop();
}
