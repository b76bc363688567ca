import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from './support/sluice.js';

const command = path.join(root, 'packages', 'cli', 'bin', 'sluice.js');

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends a command that waits for an answer', async (signal) => {
  const server = createServer((_, reply) => {
    child.kill(signal);
    setTimeout(() => reply.end('{"results":[]}'), 1000);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawn(process.execPath, [command, 'send', 'login', '{}', '--url', `http://127.0.0.1:${port}`], {
    cwd: root,
    stdio: 'ignore',
  });
  const ended = await new Promise((resolve) => child.once('close', (code, by) => resolve([code, by])));
  server.close();
  expect(ended).toEqual([null, signal]);
});
