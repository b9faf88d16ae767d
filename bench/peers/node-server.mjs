// What a capable team would write in Node: `ws` and `node:sqlite`, the frames of docs/protocol.md, the same rows with the
// same durability, commits in groups. No sealing, no passwords, one line, one operator: less work than Onthaal's.
// Usage: node node-server.mjs PORT DATABASE
import { createServer } from 'node:http';
import WebSocket, { Sender, WebSocketServer } from 'ws';
import { bytes, openRows, uuidOf } from './rows.mjs';

const [port, path] = process.argv.slice(2);
const rows = openRows(path);
const { sql } = rows;
const followers = new Map(); // conversation UUID -> Set of sockets
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const authorNames = ['system', 'visitor', 'operator'];
const say = (socket, frame) => socket.send(JSON.stringify(frame));
const refuse = (socket, id, code, detail) => say(socket, { type: 'error', id, code, detail });

const eventFrame = (uuid, number, at, event, id, data) =>
  `{"type":"event","stream":"conversation:${uuid}","number":${number},"at":"${new Date(at).toISOString()}",` +
  `"event":"${event}",${id ? `"id":"${id}",` : ''}"data":${data}}`;

// One frame, header included, shared by its receivers: what socket.io does too (half the buffers a write).
function send(uuid, text) {
  const frame = Buffer.concat(Sender.frame(Buffer.from(text), { fin: true, opcode: 1, mask: false, rsv1: false, readOnly: true }));
  for (const socket of followers.get(uuid) ?? []) {
    if (socket.readyState === WebSocket.OPEN) socket._sender.sendFrame([frame]);
  }
}

const mayFollow = (actor, row) => (actor.kind === 1 ? row.visit === actor.id : row.operator === actor.id);

const commands = {
  'message.post'(socket, frame) {
    const { conversation, text } = frame.data;
    if (!uuidShape.test(conversation) || typeof text !== 'string') return refuse(socket, frame.id, 'invalid', 'data');
    const words = text.trim();
    if (words.length < 1 || words.length > 4000) return refuse(socket, frame.id, 'invalid', 'data.text');
    const { actor } = socket;
    const data = JSON.stringify({
      from: authorNames[actor.kind],
      alias: actor.kind === 2 ? rows.staff.alias : null,
      text: words,
      reply_to: null,
      card: null,
    });
    rows.later(
      (now) => {
        const row = sql.find.get(bytes(conversation));
        if (!row || !mayFollow(actor, row)) return { code: 'not_found' };
        if (row.state !== 'active') return { code: row.state === 'waiting' ? 'conflict' : 'closed' };
        const command = bytes(frame.id);
        const before = frame.again && sql.again.get(row.id, frame.after ?? 0, actor.kind, actor.id, command);
        if (before) return { again: before.number };
        return { now, number: rows.append(row.id, now, 'message.posted', actor, command, data) };
      },
      (result) => {
        if (result.code) return refuse(socket, frame.id, result.code, result.detail);
        if (result.again) return say(socket, { type: 'ack', id: frame.id, number: result.again });
        send(conversation, eventFrame(conversation, result.number, result.now, 'message.posted', frame.id, data));
      },
    );
  },
  // Its one operator is always on duty, with room for all.
  'duty.set': (socket, frame) => say(socket, { type: 'ack', id: frame.id }),
  'queue.take'(socket, frame) {
    rows.later(
      (now) => {
        const row = sql.waiting.get();
        if (!row) return { code: 'conflict' };
        sql.take.run(rows.staff.id, now, row.id);
        const data = JSON.stringify({ operator: rows.staff.alias });
        return { uuid: uuidOf(row.uuid), now, data, number: rows.append(row.id, now, 'conversation.accepted', socket.actor, null, data) };
      },
      (result) => {
        if (result.code) return refuse(socket, frame.id, result.code, 'nobody waits');
        send(result.uuid, eventFrame(result.uuid, result.number, result.now, 'conversation.accepted', null, result.data));
        say(socket, { type: 'ack', id: frame.id, data: { conversation: result.uuid } });
      },
    );
  },
};

function subscribe(socket, { stream, after }) {
  const uuid = String(stream).replace(/^conversation:/, '');
  const row = uuidShape.test(uuid) ? sql.find.get(bytes(uuid)) : undefined;
  if (!row || !mayFollow(socket.actor, row)) return say(socket, { type: 'error', stream, code: 'not_found' });
  const events = sql.after.all(row.id, after ?? 0);
  if (after === undefined) {
    const messages = events
      .filter(({ event }) => event === 'message.posted')
      .map(({ number, at, command, body }) => ({ number, at, id: uuidOf(command), ...JSON.parse(Buffer.from(body)) }));
    say(socket, { type: 'snapshot', stream, number: events.at(-1)?.number ?? 0, state: { conversation: uuid, state: row.state, messages } });
  } else {
    for (const { number, at, event, command, body } of events) {
      socket.send(eventFrame(uuid, number, at, event, command && uuidOf(command), Buffer.from(body)));
    }
  }
  socket.streams.push(uuid);
  if (!followers.has(uuid)) followers.set(uuid, new Set());
  followers.get(uuid).add(socket);
}

const frames = {
  hello(socket, { version, token, subscribe: wanted = [] }) {
    if (version !== 1) return socket.close(4426);
    const visit = token === undefined ? undefined : rows.findVisitor(token);
    socket.actor = visit ? { kind: 1, id: visit } : socket.isStaff ? { kind: 2, id: rows.staff.id } : null;
    if (!socket.actor) return socket.close(4401);
    say(socket, { type: 'hello', version: 1, server: 'node', time: new Date().toISOString() });
    for (const one of wanted) subscribe(socket, one);
  },
  subscribe,
  command(socket, frame) {
    const run = Object.hasOwn(commands, frame.command) ? commands[frame.command] : null;
    if (!run || !uuidShape.test(frame.id) || typeof frame.data !== 'object') return refuse(socket, frame.id, 'invalid', 'command');
    run(socket, frame);
  },
  ping: (socket) => say(socket, { type: 'pong' }),
};

function receive(socket, raw) {
  let frame;
  try {
    frame = JSON.parse(raw.toString());
  } catch {
    return socket.close(4400);
  }
  const handle = Object.hasOwn(frames, frame?.type) ? frames[frame.type] : null;
  if (!handle || (frame.type !== 'hello' && !socket.actor)) return socket.close(4400);
  handle(socket, frame);
}

function answer(response, status, body, headers = {}) {
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': length, ...headers }).end(text);
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const at = `${request.method} ${request.url}`;
  if (at === 'POST /api/session') return answer(response, 200, {}, { 'Set-Cookie': '__Host-onthaal=anna; HttpOnly' });
  if (at === 'GET /api/lines/clbchat') return answer(response, 200, { line: rows.line, slug: 'clbchat', open: true });
  if (at !== 'POST /api/lines/clbchat/visits') return answer(response, 404, { code: 'not_found' });
  const { token, nickname, register } = JSON.parse(body);
  rows.later(
    (now) => rows.startVisit(token, nickname, register, now),
    ({ uuid, code }) => (code ? answer(response, 409, { code }) : answer(response, 201, { conversation: uuid })),
  );
});

const live = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 16384, clientTracking: false });
server.on('upgrade', (request, tcp, head) => {
  tcp.setNoDelay(true);
  live.handleUpgrade(request, tcp, head, (socket) => {
    socket.isStaff = request.headers.cookie?.includes('__Host-onthaal=anna') ?? false;
    socket.actor = null;
    socket.streams = [];
    socket.on('message', (raw) => receive(socket, raw));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const uuid of socket.streams) followers.get(uuid).delete(socket);
    });
  });
});
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 1024 }, () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
