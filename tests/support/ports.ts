// A port that was free a moment ago: for a server whose own address stands in its settings.
import { createServer, type AddressInfo } from "node:net";

export async function free_port(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// Settings of a server that knows where people find it.
export async function public_http(): Promise<{ port: number; public_url: string }> {
  const port = await free_port();
  return { port, public_url: `http://127.0.0.1:${port}` };
}
