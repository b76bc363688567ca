import { connect, type Socket } from 'node:net';

/** Sends requests over so many kept connections until `count` are answered; rejects at an answer that is not 202. */
export async function sendRequests(
  port: number,
  count: number,
  connections: number,
  body: () => string,
): Promise<void> {
  let left = count;
  const next = () => (left-- > 0 ? body() : undefined);
  await Promise.all(Array.from({ length: connections }, () => converse(port, next)));
}

function converse(port: number, next: () => string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const send = () => {
      const body = next();
      if (body === undefined) return socket.end(resolve);
      return write(socket, body);
    };
    socket.on('error', reject);
    socket.on('connect', send);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const head = received.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
      if (head === -1 || received.length < head + 4 + length) return;
      if (!received.startsWith('HTTP/1.1 202')) reject(new Error(received.slice(0, 1000)));
      received = '';
      send();
    });
  });
}

function write(socket: Socket, body: string): void {
  const head = `POST /events HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  socket.write(head + body, 'latin1');
}
