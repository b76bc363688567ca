import { UsageError } from '@sluice/project';

/**
 * The address of a collector as somebody typed it, without a slash at its end. Where the scheme is missing it is http for this machine, for
 * plain addresses and for ports, and https for every other host. Throws a UsageError for what is no address.
 */
export function collectorUrl(given: string): string {
  const typed = given.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${schemeFor(typed)}://${typed.replace(/^\/+/, '')}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || /\s/.test(typed))
    throw new UsageError(
      `--url ${JSON.stringify(given)} is not the address of a collector. Write one like http://localhost:8080.`,
    );
  if (url.search !== '' || url.hash !== '')
    throw new UsageError(
      `--url ${JSON.stringify(given)} has more than an address: leave out what follows ${url.search === '' ? '#' : '?'}.`,
    );
  return whole.replace(/\/+$/, '').replace(/\/events$/, '');
}

function schemeFor(typed: string): 'http' | 'https' {
  const [host = ''] = typed.replace(/^\/+/, '').split('/');
  const isPlain = /^(?:localhost|[^.:]+|\d+(?:\.\d+){3}|\[[0-9a-f:.]+\])(?::\d+)?$/i.test(host);
  return isPlain || (/:\d+$/.test(host) && !host.endsWith(':443')) ? 'http' : 'https';
}
