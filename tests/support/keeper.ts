// A line is open as long as somebody is on duty. The keeper is: a colleague who pauses, so that a test has an open line
// whoever else comes and goes. Through the doors that everybody uses.
export const keeper = { login: "wacht", password: "zeven zotte zwanen", alias: "Wacht" };

const kMostBetweenSigns = 60_000;

// Resolves once the line is open. `speed` as the server's `clock.speed`. The connection ends with the server.
export async function keep_open(url: string, slug: string, { speed = 1, login = keeper.login, password = keeper.password } = {}): Promise<void> {
  const headers: Record<string, string> = { Origin: url, "Content-Type": "application/json" };
  const body = JSON.stringify({ login, password });
  const session = await fetch(`${url}/api/session`, { method: "POST", headers, body });
  if (!session.ok) throw new Error(`the keeper cannot log in: ${await session.text()}`);
  const { lines } = (await session.json()) as { lines: { line: string; slug: string }[] };
  const line = lines.find((each) => each.slug === slug)!.line;
  headers["Cookie"] = session.headers.getSetCookie()[0]!.split(";")[0]!;

  const socket = new (WebSocket as any)(`${url.replace("http", "ws")}/live`, { headers }) as WebSocket;
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  const command = (command: string, data: object) => send({ type: "command", command, id: crypto.randomUUID(), data });
  await new Promise<void>((open, fail) => {
    socket.onopen = () => send({ type: "hello", version: 1 });
    socket.onclose = ({ code }) => fail(new Error(`the keeper's connection closed with ${code}`));
    socket.onmessage = ({ data }) => {
      const { type, code } = JSON.parse(String(data));
      if (type === "hello" || code === "busy") command("duty.set", { line, state: "paused" });
      if (type === "ack") open();
      if (type === "error" && code !== "busy") fail(new Error(`the keeper is refused: ${code}`));
    };
  });
  const alive = setInterval(() => command("duty.alive", {}), Math.min(kMostBetweenSigns, (5 * 60_000) / speed));
  (alive as any).unref();
  socket.onclose = () => clearInterval(alive);
}
