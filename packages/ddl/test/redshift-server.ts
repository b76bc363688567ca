import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type PGlite, startPostgres } from './postgres.js';
import { asPostgres } from './redshift-on-postgres.js';

/** A server that speaks PostgreSQL's protocol, as Redshift does. */
export interface RedshiftServer {
  readonly url: string;
  query(sql: string): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

const view = /^CREATE OR REPLACE VIEW (\S+) AS\n/;

/** Redshift's SQL as this PostgreSQL runs it; its bound views are dropped before they are replaced. */
function translated(sql: string): string {
  const name = view.exec(sql)?.[1];
  return `${name === undefined ? '' : `DROP VIEW IF EXISTS ${name} CASCADE;`}${asPostgres(sql)}`;
}

/** Replaces the text of a simple query; every other message passes as it is. */
function translatedMessage(message: Buffer): Buffer {
  if (message[0] !== 0x51) return message;
  const text = Buffer.from(`${translated(message.subarray(5, -1).toString('utf8'))}\0`);
  const head = Buffer.alloc(5);
  head[0] = 0x51;
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

/**
 * Starts PostgreSQL (PGlite) behind a port, for clients that open a connection. Messages have a type byte (but for the first one) and a length
 * (postgresql.org/docs/current/protocol-message-formats.html).
 */
export async function startRedshift(): Promise<RedshiftServer> {
  const database = await startPostgres();
  const server = createServer((socket) => serve(socket, database));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    query: async (sql) => (await database.query(sql)).rows,
    close: async () => {
      server.close();
      await once(server, 'close');
      await database.close();
    },
  };
}

function serve(socket: Socket, database: PGlite): void {
  let received = Buffer.alloc(0);
  let started = false;
  let work = Promise.resolve();
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (received.length < head + 4) return;
      const length = head + received.readInt32BE(head);
      if (received.length < length) return;
      const message = received.subarray(0, length);
      received = received.subarray(length);
      started = true;
      if (message[0] === 0x58) return void work.then(() => socket.end());
      work = work.then(async () => {
        socket.write(await database.execProtocolRaw(translatedMessage(message)));
      });
    }
  });
}
