import type { Socket } from 'node:net';
import { isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './server.js';

/** How much one client address may have open. */
export interface AddressBounds {
  /** Most connections at a time, or behind proxies most requests; 0 for no bound. */
  readonly maxPerAddress: number;
  /** How many proxies in front add to `x-forwarded-for` and are believed; 0: the connection's address counts. */
  readonly trustedHops: number;
}

/** Closes connections, or behind trusted proxies refuses requests, of an address that has its share open already. */
export function boundAddresses(app: FastifyInstance, { maxPerAddress, trustedHops }: AddressBounds): void {
  if (maxPerAddress <= 0) return;
  const open = new Map<string, number>();
  const take = (address: string): boolean => {
    const count = open.get(address) ?? 0;
    if (count < maxPerAddress) open.set(address, count + 1);
    return count < maxPerAddress;
  };
  const give = (address: string): void => {
    const count = (open.get(address) ?? 1) - 1;
    if (count > 0) open.set(address, count);
    else open.delete(address);
  };
  if (trustedHops === 0) {
    app.server.on('connection', (socket: Socket) => {
      const address = networkOf(socket.remoteAddress ?? '');
      if (take(address)) socket.once('close', () => give(address));
      else socket.destroy();
    });
    return;
  }
  app.addHook('onRequest', (request, reply, done) => {
    const address = networkOf(clientOf(request, trustedHops));
    if (!take(address)) {
      refuse(reply.header('connection', 'close'), 'too-many-requests');
      return;
    }
    reply.raw.once('close', () => give(address));
    done();
  });
}

/** The address that the outermost trusted proxy saw. What stands before it in the header may be invented. */
export function clientOf({ headers, raw }: Pick<FastifyRequest, 'headers' | 'raw'>, hops: number): string {
  const header = headers['x-forwarded-for'];
  const said = String(header ?? '')
    .split(',')
    .slice(-hops)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return said[0] ?? raw.socket.remoteAddress ?? '';
}

/** What counts as one client: an IPv4 address, or the 64 bits of IPv6 that one subscriber has. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return plain.slice(0, 64).replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  const [head = '', tail] = plain.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
