import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { stopRequest } from './stop-request.js';

it.each(['SIGINT', 'SIGTERM'] as const)('%s stops once; the next one ends the process', async (signal) => {
  const process = new EventEmitter() as unknown as NodeJS.Process;
  const stopped = stopRequest(process);
  process.emit(signal);
  await stopped;
  expect([process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')]).toEqual([0, 0]);
});
