import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with a call: all of it, some partitions, or the answer after the work was done. */
export type GlueFault =
  | { readonly kind: 'call'; readonly status: number; readonly code: string }
  | { readonly kind: 'entries'; readonly code: string; readonly isHit: (values: readonly string[]) => boolean }
  | { readonly kind: 'lost-answer' };

/** A server that keeps partitions and speaks Glue's protocol, AWS JSON 1.1. */
export interface GlueDouble {
  readonly url: string;
  /** Locations by table and values, as `table 2026/11/20/10`. */
  readonly partitions: Map<string, string>;
  /** Operations and how many partitions each had. */
  readonly calls: string[];
  /** Faults for the next calls, one each. */
  readonly faults: (GlueFault | undefined)[];
  close(): Promise<void>;
}

interface Entry {
  readonly values: string[];
  readonly location: string;
}

interface Body {
  readonly TableName: string;
  readonly PartitionInputList?: readonly Input[];
  readonly PartitionsToGet?: readonly { readonly Values: string[] }[];
  readonly Entries?: readonly { readonly PartitionValueList: string[]; readonly PartitionInput: Input }[];
}

interface Input {
  readonly Values: string[];
  readonly StorageDescriptor: { readonly Location: string };
}

/** Starts it on a free port. */
export async function startGlue(): Promise<GlueDouble> {
  const double = {
    partitions: new Map<string, string>(),
    calls: [] as string[],
    faults: [] as (GlueFault | undefined)[],
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const operation = String(request.headers['x-amz-target']).replace('AWSGlue.', '');
    const fault = double.faults.shift();
    const { status, body } = answer(double, operation, JSON.parse(Buffer.concat(chunks).toString()), fault);
    if (fault?.kind === 'lost-answer') return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...double, url, close: () => new Promise((done) => server.close(() => done())) };
}

type State = Pick<GlueDouble, 'partitions' | 'calls'>;

function answer(state: State, operation: string, body: Body, fault: GlueFault | undefined) {
  const entries = entriesOf(body);
  state.calls.push(`${operation} ${entries.length}`);
  if (fault?.kind === 'call') return { status: fault.status, body: { __type: fault.code, message: fault.code } };
  const limit = operation === 'BatchGetPartition' ? 1000 : 100;
  if (entries.length > limit) return { status: 400, body: { __type: 'InvalidInputException', message: 'too many' } };
  const key = (values: readonly string[]) => `${body.TableName} ${values.join('/')}`;
  const errors: { values: string[]; code: string }[] = [];
  for (const { values, location } of operation === 'BatchGetPartition' ? [] : entries) {
    const isThere = state.partitions.has(key(values));
    if (fault?.kind === 'entries' && fault.isHit(values)) errors.push({ values, code: fault.code });
    else if (operation === 'BatchCreatePartition' && isThere) errors.push({ values, code: 'AlreadyExistsException' });
    else if (operation === 'BatchUpdatePartition' && !isThere) errors.push({ values, code: 'EntityNotFoundException' });
    else state.partitions.set(key(values), location);
  }
  const found = entries.filter(({ values }) => state.partitions.has(key(values)));
  return {
    status: 200,
    body: {
      Errors: errors.map(({ values, code }) => ({
        PartitionValues: values,
        PartitionValueList: values,
        ErrorDetail: { ErrorCode: code, ErrorMessage: `${code} of ${values}` },
      })),
      Partitions: found.map(({ values }) => ({
        Values: values,
        StorageDescriptor: { Location: state.partitions.get(key(values)) },
      })),
    },
  };
}

function entriesOf({ PartitionInputList, PartitionsToGet, Entries }: Body): Entry[] {
  const created = (PartitionInputList ?? []).map((one) => ({
    values: one.Values,
    location: one.StorageDescriptor.Location,
  }));
  const asked = (PartitionsToGet ?? []).map(({ Values }) => ({ values: Values, location: '' }));
  const updated = (Entries ?? []).map((one) => ({
    values: one.PartitionValueList,
    location: one.PartitionInput.StorageDescriptor.Location,
  }));
  return [...created, ...asked, ...updated];
}
