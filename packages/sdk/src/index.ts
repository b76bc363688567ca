export { createClient } from './client.js';
export type { EventSender } from './codegen1/index.js';
export type { Clock, Fetch, FetchRequest, FetchResponse, Page, Random } from './ports.js';
export type {
  Client,
  ClientOptions,
  CloseOptions,
  Drop,
  DropReason,
  Identity,
  Stats,
  Verdict,
  WireEvent,
} from './types.js';
