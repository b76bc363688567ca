import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { endOfOutput } from './output-end.js';

test.each(['EPIPE', 'ERR_STREAM_DESTROYED', 'EOF'])('%s is the end of the output, not of the command', async (code) => {
  const stream = new EventEmitter();
  const end = endOfOutput([new EventEmitter(), stream]);
  stream.emit('error', Object.assign(new Error('gone'), { code }));
  stream.emit('error', Object.assign(new Error('gone'), { code }));
  await end;
});

test('any other error is thrown', () => {
  const stream = new EventEmitter();
  void endOfOutput([stream]);
  expect(() => stream.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))).toThrow('full');
});

test('a command whose reader is gone before it writes ends quietly', async () => {
  const bin = fileURLToPath(new URL('../bin/sluice.js', import.meta.url));
  const child = spawn(process.execPath, [bin, 'check', '--json'], { cwd: path.join(path.dirname(bin), '../../..') });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([said, code === 0 || code === 3]).toEqual(['', true]);
});
