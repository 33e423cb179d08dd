// The line between a browser and the desk, which a test may cut, and which may lose an answer on its way back.
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Line = Awaited<ReturnType<typeof openLine>>;

/** Its address is known before the desk is up, as a desk's public address is. */
export async function openLine() {
  let port = 0;
  let down = false;
  let losing: string | undefined;
  const lost: string[] = [];
  const server = createServer((asked, answer) => {
    if (down) return void asked.socket.destroy();
    const { method, url: path = '/', headers } = asked;
    const onward = forward({ host: '127.0.0.1', port, method, path, headers, agent: false }, got => {
      if (path === losing) {
        lost.push(path);
        got.resume();
        return void asked.socket.destroy();
      }
      // A browser sends again by itself what was lost on a connection that had worked before; here each request has its own.
      answer.writeHead(got.statusCode ?? 502, { ...got.headers, connection: 'close' });
      got.pipe(answer);
    });
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead(to: number): void {
      port = to;
    },
    cut(): void {
      down = true;
    },
    mend(): void {
      down = false;
      losing = undefined;
    },
    /** The desk hears what is sent to this path, and its answers never arrive. */
    loseAnswersTo(path: string): void {
      losing = path;
    },
    /** How often that has happened. */
    lost,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
