import type { ServerFrame } from '$lib/api/frames';
import { kLost, type OpenLink } from './link';

export const openSocket: OpenLink = (hello, listener) => {
  const url = new URL('/live', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  let over = false;
  const end = (code: number) => {
    if (over) return;
    over = true;
    listener.closed(code);
  };
  socket.onopen = () => socket.send(JSON.stringify(hello));
  socket.onmessage = ({ data }) => {
    if (!over) listener.frame(JSON.parse(String(data)) as ServerFrame);
  };
  socket.onclose = ({ code }) => end(code);
  socket.onerror = () => end(kLost);
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: () => {
      over = true;
      socket.close();
    },
  };
};
