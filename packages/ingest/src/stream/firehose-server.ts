import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describeStream } from './describe-stream.js';
import type { FaultPlan, FirehoseCall, FirehoseFault } from './firehose-faults.js';
import { put } from './firehose-put.js';
import { errorAnswer, type FirehoseAnswer, readRequest } from './firehose-wire.js';
import type { LocalStream } from './local-stream.js';

/** How a local stream is offered as Firehose. */
export interface FirehoseServerOptions {
  /** Name of the stream (default: the local stream's own). */
  readonly stream?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Default: this machine only. */
  readonly host?: string;
  /** Decides what goes wrong with which call (default: nothing). */
  readonly faults?: FaultPlan;
}

/** A local stream behind Firehose's own protocol. */
export interface FirehoseServer {
  /** The `endpoint` of a Firehose client. */
  readonly url: string;
  /** Calls that put records, in the order they came, with the fault each got. */
  calls(): readonly (FirehoseCall & { readonly fault?: FirehoseFault })[];
  /** Cuts what is open and stops listening; the stream stays open. */
  close(): Promise<void>;
}

/** Request bodies above this are cut off: a call of 4 MiB is at most so large in base64 and JSON. */
const BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Serves PutRecord, PutRecordBatch and DescribeDeliveryStream of Amazon Data Firehose (AWS JSON 1.1) in front of a stream,
 * so that code which talks to AWS can be run against this machine, faults included. Rejects where the port is taken.
 */
export async function serveFirehose(
  stream: Pick<LocalStream, 'putRecordBatch' | 'settings'>,
  options: FirehoseServerOptions = {},
): Promise<FirehoseServer> {
  const { settings } = stream;
  const { stream: name = settings.stream, port = 0, host = '127.0.0.1', faults = () => undefined } = options;
  const calls: (FirehoseCall & { fault?: FirehoseFault })[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (body === undefined) return respond(response, errorAnswer(413, 'RequestEntityTooLargeException', ''));
    const { method, headers } = request;
    const target = headers['x-amz-target'];
    const raw = { method, target: String(target), authorization: headers.authorization, body };
    const read = readRequest(raw, name);
    if ('status' in read) return respond(response, read);
    if (read.operation === 'DescribeDeliveryStream') {
      return respond(response, { status: 200, body: describeStream({ ...settings, stream: name }) });
    }
    const call = { index: calls.length, operation: read.operation, records: read.records.length };
    const fault = faults(call);
    calls.push(fault === undefined ? call : { ...call, fault });
    await carryOut(fault ?? { kind: 'none' }, (failing) => put(stream, read, failing), response);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}`,
    calls: () => [...calls],
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

type Put = (failing?: Extract<FirehoseFault, { kind: 'partial' }>) => Promise<FirehoseAnswer>;
type FaultOrNone = FirehoseFault | { readonly kind: 'none' };

/** What each fault does to a call; `none` is the way it should go. */
const FAULTS: {
  readonly [K in FaultOrNone['kind']]: (
    fault: Extract<FaultOrNone, { kind: K }>,
    put: Put,
    response: ServerResponse,
  ) => Promise<void>;
} = {
  none: async (_, put, response) => respond(response, await put()),
  throttle: async (_, __, response) => respond(response, errorAnswer(503, 'ServiceUnavailableException', 'Slow down.')),
  error: async ({ status, code, message = '' }, _, response) => respond(response, errorAnswer(status, code, message)),
  partial: async (fault, put, response) => respond(response, await put(fault)),
  slow: async ({ ms }, put, response) => {
    const answer = await put();
    await delay(ms);
    respond(response, answer);
  },
  silent: async ({ stored }, put) => {
    if (stored) await put();
  },
  cut: async ({ stored }, put, response) => {
    if (stored) await put();
    response.socket?.destroy();
  },
  garbage: async ({ status }, _, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>');
  },
};

/** The map's own type says that kind and fault belong together; TypeScript cannot follow that through the look-up. */
function carryOut(fault: FaultOrNone, put: Put, response: ServerResponse): Promise<void> {
  return FAULTS[fault.kind](fault as never, put, response);
}

function respond(response: ServerResponse, { status, body }: FirehoseAnswer): void {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

/** The body, or undefined where it is larger than any call; the rest is then read and thrown away. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).byteLength;
    if (size <= BODY_LIMIT) chunks.push(chunk as Buffer);
  }
  return size <= BODY_LIMIT ? Buffer.concat(chunks) : undefined;
}
