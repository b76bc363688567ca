import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownMark } from '@sluice/disk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announceDev, findDev } from './dev-file.js';

let folder: string;
let server: Server;
let url: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sluice-dev-'));
  server = createServer((request, reply) => reply.writeHead(request.url === '/livez' ? 200 : 404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const note = (text: string) => writeFile(path.join(folder, 'dev.json'), text);

describe('a note of sluice dev', () => {
  it('is found while its process runs and its collector answers', async () => {
    const { withdraw } = await announceDev(folder, url);
    expect(await findDev(folder)).toEqual({ ...(await ownMark()), url });
    await withdraw();
    expect([await findDev(folder), existsSync(path.join(folder, 'dev.json'))]).toEqual([undefined, false]);
  });

  it('says on which contract it runs', async () => {
    const { update, withdraw } = await announceDev(folder, url, 'one');
    expect((await findDev(folder))?.contract).toBe('one');
    await update('two');
    expect((await findDev(folder))?.contract).toBe('two');
    await withdraw();
    await update('three');
    expect(existsSync(path.join(folder, 'dev.json'))).toBe(false);
  });

  it('is not taken away by another process that left before', async () => {
    const { withdraw } = await announceDev(folder, 'http://127.0.0.1:1');
    await announceDev(folder, url);
    await withdraw();
    expect(JSON.parse(await readFile(path.join(folder, 'dev.json'), 'utf8')).url).toBe(url);
  });

  it('does not count where nothing answers any more', async () => {
    await announceDev(folder, 'http://127.0.0.1:1');
    expect(await findDev(folder)).toBeUndefined();
  });

  it('does not count where another process has its id', async () => {
    await note(JSON.stringify({ ...(await ownMark()), started: 'earlier', url }));
    expect(await findDev(folder)).toBeUndefined();
  });

  it.each(['', 'null', '7', '{', '{"pid":"x"}', '{"url":"http://127.0.0.1:1"}'])(
    'does not count as %j',
    async (text) => {
      await note(text);
      expect(await findDev(folder)).toBeUndefined();
    },
  );
});
