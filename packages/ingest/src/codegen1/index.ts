export { email, hostname, ipv4, ipv6 } from './addresses.js';
export { type AutomatonTable, automaton, type Matcher, upTo } from './automaton.js';
export { all, list, only, rest, size } from './collections.js';
export { contractOf } from './contract.js';
export { exactly, writeRow } from './exact.js';
export { explain } from './explain.js';
export { aged, extra, keys, never, unread } from './extras.js';
export { date, duration, FORMATS, instant, jsonPointer, time, uuid } from './formats.js';
export { judge } from './judge.js';
export { map } from './map.js';
export { bool, decimalNumber, decimalText, double, id64, int, long, millis, text } from './numbers.js';
export { CONFLICT, either } from './rename.js';
export { among, obj, own, same, unique } from './same.js';
export { type FieldRow, need, STANDARD, type TableNode, table, type ValueNode } from './table.js';
export { characters, id, json, loose, sized, str } from './text.js';
export { at, atText } from './timestamps.js';
export type {
  EventError,
  JsonObject,
  Judgement,
  RuntimeContract,
  RuntimeEvent,
  RuntimeVersion,
  Stamp,
} from './types.js';
export { uri, uriReference } from './uris.js';
