import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Collector } from '../collector/collector.js';

/** How a collector is mounted. */
export interface MountOptions {
  /**
   * Path below which it answers everything, such as `/collect`: `/collect/events/purchase`. Default: none, and beside other routes
   * it answers `/events`, `/livez`, `/readyz` and `/metrics` alone.
   */
  readonly prefix?: string;
}

/** Handles one request; `next` gets those that are not the collector's. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

/**
 * A collector as a request handler for a `node:http` server, Express or Connect, with everything it does on a server of its
 * own. Mount it before anything that reads bodies. Time limits and the number of connections are the server's to set.
 */
export function nodeHandler({ app }: Pick<Collector, 'app'>, { prefix = '' }: MountOptions = {}): NodeHandler {
  const ready = app.ready();
  const mount = prefix.replace(/\/+$/, '');
  return (request, response, next) => {
    const url = below(mount, request.url ?? '/');
    const isOurs = url !== undefined && (mount !== '' || OWN.test(url));
    if (!isOurs && next !== undefined) return next();
    ready.then(
      () => {
        request.url = url ?? '/';
        app.routing(request, response);
      },
      (error: Error) => response.destroy(error),
    );
  };
}

/** The addresses of a collector. */
const OWN = /^\/(events(\/[^/?]*)?|livez|readyz|metrics)\/?(\?|$)/;

/** The rest of a URL behind a prefix; undefined where it does not lie below. */
function below(mount: string, url: string): string | undefined {
  if (mount === '') return url;
  if (!url.startsWith(mount)) return undefined;
  const rest = url.slice(mount.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : undefined;
}
