import { connect } from 'node:net';

/** What a server answered over a raw socket. */
export interface RawAnswer {
  /** 0 where it answered nothing. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Writes bytes to a server as they are, and resolves to its answer when the connection is closed by either side. */
export function rawRequest(address: string, ...parts: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
    });
    const answer = () => {
      const text = Buffer.concat(chunks).toString();
      const [head = '', ...body] = text.split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') });
    };
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', answer);
  });
}

/** A request with its body and its true length, after whose answer the server closes the connection. */
export function framed(path: string, body: string | Uint8Array, headers: readonly string[] = []): Buffer {
  const bytes = Buffer.from(body as string);
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: test',
    'connection: close',
    `content-length: ${bytes.length}`,
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}
