import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';

/** What a double of a service does with one call. `fails` tells the indexes of entries that are not stored. */
export type CallFault =
  | { readonly kind: 'error'; readonly status: number; readonly code: string }
  | { readonly kind: 'partial'; readonly fails: readonly number[]; readonly code: string }
  | { readonly kind: 'cut'; readonly stored: boolean }
  | { readonly kind: 'silent' };

/** An answer of a service: a document, or an error with its type. */
export type ServiceAnswer = { readonly status: number; readonly body: object };

/** A service that speaks one of the AWS JSON protocols. */
export interface ServiceDouble {
  /** Sizes and rules are checked and entries stored here; `partial` is the fault of this call, if it is one. */
  readonly operations: {
    readonly [name: string]: (input: never, partial?: CallFault & { kind: 'partial' }) => ServiceAnswer;
  };
  /** Operations that faults apply to, in the order of their calls. */
  readonly puts: readonly string[];
  /** Kinesis clients speak HTTP/2. */
  readonly http2?: boolean;
}

/** A running double. */
export interface RunningDouble {
  readonly url: string;
  /** Names of the operations called so far. */
  readonly calls: string[];
  close(): Promise<void>;
}

type Reply = { respond(answer: ServiceAnswer): void; cut(): void };

/** Serves a double. The n-th call that puts gets the n-th fault. */
export async function serveDouble(
  double: ServiceDouble,
  faults: readonly (CallFault | undefined)[] = [],
): Promise<RunningDouble> {
  const calls: string[] = [];
  const left = [...faults];
  const answer = async (chunks: AsyncIterable<Buffer>, target: string, reply: Reply): Promise<void> => {
    const body: Buffer[] = [];
    for await (const chunk of chunks) body.push(chunk);
    const name = target.split('.')[1] ?? '';
    const fault = double.puts.includes(name) ? left.shift() : undefined;
    calls.push(name);
    const run = (): ServiceAnswer => {
      const partial = fault?.kind === 'partial' ? fault : undefined;
      const operation = double.operations[name];
      return operation === undefined
        ? errorAnswer('UnknownOperationException', '')
        : operation(JSON.parse(Buffer.concat(body).toString()) as never, partial);
    };
    carryOut(fault, run, reply);
  };
  const sockets = new Set<Socket>();
  const server = double.http2 === true ? createHttp2Server() : createServer();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, String(request.headers['x-amz-target']), {
      respond: ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(body));
      },
      cut: () => {
        for (const socket of sockets) socket.destroy();
      },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function carryOut(fault: CallFault | undefined, run: () => ServiceAnswer, reply: Reply): void {
  if (fault === undefined || fault.kind === 'partial') reply.respond(run());
  else if (fault.kind === 'error')
    reply.respond({ status: fault.status, body: { __type: fault.code, message: 'injected' } });
  else if (fault.kind === 'cut') {
    if (fault.stored) run();
    reply.cut();
  }
}

/** An error of the client's, as the JSON protocols write it. */
export function errorAnswer(code: string, message: string): ServiceAnswer {
  return { status: 400, body: { __type: code, message } };
}
