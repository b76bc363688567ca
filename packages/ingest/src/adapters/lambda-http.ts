import type { Collector } from '../collector/collector.js';

/** The part of API Gateway's payload format 2.0 (HTTP APIs, and Lambda function URLs) that is read. */
export interface HttpApiEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  /** Names in lower case; several values of one header are joined with commas. */
  readonly headers?: { readonly [name: string]: string | undefined };
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    readonly http: { readonly method: string };
    /** `$default`, or the first step of the path. */
    readonly stage?: string;
  };
}

/** An answer in payload format 2.0. */
export interface HttpApiAnswer {
  readonly statusCode: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly isBase64Encoded: false;
}

/** What an HTTP API calls. */
export type HttpApiHandler = (event: HttpApiEvent) => Promise<HttpApiAnswer>;

type Method = 'GET' | 'HEAD' | 'POST' | 'OPTIONS' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * A collector behind an HTTP API of API Gateway, or a function URL. The sink must have stored an event before it acknowledges it:
 * Firehose, Kinesis or SQS, without a spool, since the function's disk goes away. API Gateway takes 10 MB and Lambda 6 MB, more
 * than the collector's own limits.
 * Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpApiHandler({ app }: Pick<Collector, 'app'>): HttpApiHandler {
  return async (event) => {
    if (event.requestContext?.http === undefined || event.rawPath === undefined) throw new TypeError(OTHER_FORMAT);
    const payload = event.body === undefined ? undefined : bodyOf(event.body, event.isBase64Encoded ?? false);
    const answer = await app.inject({
      method: event.requestContext.http.method as Method,
      url: urlOf(event),
      headers: headersOf(event, payload),
      ...(payload === undefined ? {} : { payload }),
    });
    return {
      statusCode: answer.statusCode,
      headers: textHeaders(answer.headers),
      body: answer.body,
      isBase64Encoded: false,
    };
  };
}

const OTHER_FORMAT =
  'The event is not of payload format 2.0. Set the payload format version of the integration to 2.0 (HTTP API or function URL).';

function bodyOf(body: string, isBase64: boolean): Buffer {
  return Buffer.from(body, isBase64 ? 'base64' : 'utf8');
}

/** The path without the stage, which stands in it unless it is `$default`. */
function urlOf({ rawPath, rawQueryString = '', requestContext: { stage = '$default' } }: HttpApiEvent): string {
  const path = rawPath === `/${stage}` || rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : rawPath;
  return `${path === '' ? '/' : path}${rawQueryString === '' ? '' : `?${rawQueryString}`}`;
}

/** The length is that of the decoded body, whatever the gateway says of the one it received. */
function headersOf({ headers = {} }: HttpApiEvent, payload: Buffer | undefined): { [name: string]: string } {
  const own = Object.entries(headers).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !DROPPED.has(entry[0].toLowerCase()),
  );
  return { ...Object.fromEntries(own), ...(payload && { 'content-length': String(payload.byteLength) }) };
}

/** They describe the connection between sender and gateway. */
const DROPPED = new Set(['content-length', 'transfer-encoding', 'connection']);

function textHeaders(headers: { readonly [name: string]: unknown }): { [name: string]: string } {
  const named = Object.entries(headers).filter(([name, value]) => value !== undefined && name !== 'connection');
  return Object.fromEntries(
    named.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
}
