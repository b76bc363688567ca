import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network between senders and the collector. */
export interface Network {
  readonly url: string;
  /** Where connections go from now on; nowhere: they are refused. */
  lead(url: string | undefined): void;
  /** Connections that were cut: before a request arrived, or instead of its answer. */
  cuts(): { readonly requests: number; readonly answers: number };
  close(): Promise<void>;
}

/** A network that cuts connections: of all pieces of requests and of answers, the given share never arrives. */
export async function openNetwork(random: () => number, share: number): Promise<Network> {
  const counts = { requests: 0, answers: 0 };
  const sockets = new Set<Socket>();
  let target: URL | undefined;
  const server = createServer((near) => {
    if (target === undefined) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    const pass = (to: Socket, which: keyof typeof counts) => (chunk: Buffer) => {
      if (random() >= share) return void to.write(chunk);
      counts[which]++;
      cut();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('close', () => sockets.delete(socket))
        .on('close', cut)
        .on('error', cut);
    }
    near.on('data', pass(far, 'requests'));
    far.on('data', pass(near, 'answers'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lead: (url) => {
      target = url === undefined ? undefined : new URL(url);
    },
    cuts: () => ({ ...counts }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
