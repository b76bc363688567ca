import {
  type BadLine,
  type DeadLetter,
  type DeadLetterGroup,
  isVisible,
  MASK,
  maskJson,
  shownPath,
  type Visible,
} from '@sluice/ingest';
import { count, type Io } from '../../io.js';
import type { VisibleEvent } from './fields.js';

/** A group as it is listed; personal fields of the example are masked unless they were asked for. */
export interface Listed extends DeadLetterGroup {
  /** Whether values of the example were masked. */
  readonly masked: boolean;
}

/** Messages of these are about the event as a whole and repeat nothing of what was sent. */
const PLAIN_CODES = new Set([
  'event-missing',
  'too-deep',
  'event-too-large',
  'required',
  'undivided-pack',
  'more-errors',
]);

/** A group with an example of which only what is visible can be seen; `undefined` shows it whole. */
export function listed(group: DeadLetterGroup, visible: VisibleEvent | undefined): Listed {
  if (visible === undefined) return { ...group, masked: false };
  const { event, app, example, ...rest } = group;
  return {
    ...rest,
    ...(event === undefined ? {} : { event: eventName(event, visible) }),
    ...(app === undefined ? {} : { app: APP.every((path) => isVisible(path, visible.fields)) ? app : HIDDEN_NAME }),
    example: maskedLetter(example, visible),
    masked: true,
  };
}

const HIDDEN_NAME = '***';
const APP = ['/context/app/name', '/context/app/version'];

/** A name that nobody knows is what somebody sent as the event's. */
function eventName(name: string, { isKnown, fields }: VisibleEvent): string {
  return isKnown || isVisible('/event', fields) ? name : HIDDEN_NAME;
}

function maskedLetter(letter: DeadLetter, visible: VisibleEvent): DeadLetter {
  const { fields } = visible;
  const errors = letter.errors.map((error) => ({
    ...error,
    path: shownPath(error.path, fields),
    message: maskedMessage(error, letter, visible),
  }));
  const { encoding: _, event, version, sentAt, ...rest } = letter;
  return {
    ...rest,
    ...(event === undefined ? {} : { event: eventName(event, visible) }),
    ...(version === undefined ? {} : { version: isVisible('/version', fields) ? version : HIDDEN_NAME }),
    ...(sentAt === undefined ? {} : { sentAt: typeof sentAt === 'number' ? sentAt : HIDDEN_NAME }),
    eventId: idOf(letter, fields),
    headers: Object.fromEntries(Object.keys(letter.headers).map((name) => [name, HIDDEN_NAME])),
    errors,
    raw: letter.encoding === undefined ? maskJson(letter.raw, fields) : MASK,
  };
}

/** An id that the collector gave says nothing; one that the event says is a field's value. */
function idOf({ eventId, raw }: DeadLetter, fields: Visible): string {
  return isVisible('/eventId', fields) || !raw.includes(eventId) ? eventId : HIDDEN_NAME;
}

/** What is wrong comes from the contract; what was found comes behind it, from the sender. */
function maskedMessage(
  { code, path, message }: DeadLetter['errors'][number],
  { from, event = '' }: DeadLetter,
  visible: VisibleEvent,
): string {
  const ofService = from === 'stream' && code.startsWith('Lambda.');
  if (ofService || PLAIN_CODES.has(code) || isVisible(path, visible.fields)) return message;
  if (code === 'unknown-event' && eventName(event, visible) === event) return message;
  if (code === 'unknown-property') return shownPath(path, visible.fields) === path ? message : HIDDEN;
  const end = message.indexOf(', found ');
  return end < 0 ? HIDDEN : `${message.slice(0, end)}; what was found is masked.`;
}

const HIDDEN = 'The message may repeat a personal value; --show-personal shows it.';

/** A line that could not be read, for people. */
export function describeBad({ path, line, kind }: BadLine): string {
  if (kind === 'unreadable')
    return `${path} is damaged from line ${line} on: what follows cannot be read and is left out.`;
  const why = kind === 'torn' ? 'was cut off by a crash' : 'is damaged';
  return `Line ${line} of ${path} ${why} and is left out.`;
}

/** A group for people: what, how often, when, from which app, why, and one as it was sent. */
export function describeGroup(
  { reason, event, app, count: number, example, first, last, masked }: Listed,
  io: Io,
): string {
  const { paint } = io;
  const period = number === 1 ? `at ${time(first)}` : `from ${time(first)} to ${time(last)}`;
  const from = `${app === undefined ? '' : ` from ${app}`}${example.from === 'stream' ? ', refused by the transform' : ''}`;
  const errors = example.errors.slice(0, 3).map(({ path, message }) => `  ${path || '(the event)'}: ${message}`);
  const raw = example.raw.length > 160 ? `${example.raw.slice(0, 160)} …` : example.raw;
  return [
    `${paint.red('✗')} ${paint.bold(event ?? '(no event name)')}: ${reason}, ${count(number, 'event')}${from}, ${period}`,
    ...errors,
    paint.dim(`  ${masked ? 'as sent, personal values masked' : 'as sent'}: ${raw}`),
  ].join('\n');
}

function time(at: number): string {
  return new Date(at).toISOString();
}
