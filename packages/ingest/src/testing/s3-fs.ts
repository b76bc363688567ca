import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';

/** An S3 for the test that runs: PutObject, path style, over real HTTP. Its bucket is `lake`. */
export interface S3Double {
  /** What was put, by key. */
  readonly objects: Map<string, Buffer>;
  /** Keys that are denied, while it is set. */
  refused: RegExp | undefined;
  readonly clientConfig: S3ClientConfig;
}

/** Starts one, and ends it with the test. */
export async function serveS3(): Promise<S3Double> {
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const key = decodeURIComponent((request.url ?? '').split('?')[0]?.replace('/lake/', '') ?? '');
    if (request.method !== 'PUT' || double.refused?.test(key)) {
      response.writeHead(403, { 'content-type': 'application/xml' });
      return response.end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
    }
    objects.set(key, Buffer.concat(chunks));
    return response.writeHead(200, { etag: '"x"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const clientConfig: S3ClientConfig = {
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  };
  const double: S3Double = { objects, refused: undefined, clientConfig };
  return double;
}
