import {
  type BadLine,
  type DeadLetter,
  type DeadLetterGroup,
  isVisible,
  MASK,
  maskJson,
  type Visible,
} from '@sluice/ingest';
import { count, type Io } from '../io.js';

/** A group as it is listed; personal fields of the example are masked unless they were asked for. */
export interface Listed extends DeadLetterGroup {
  /** Whether values of the example were masked. */
  readonly masked: boolean;
}

/** Messages of these are about the event as a whole and repeat nothing of what was sent but its name. */
const PLAIN_CODES = new Set([
  'unknown-event',
  'event-missing',
  'not-an-object',
  'too-deep',
  'event-too-large',
  'required',
  'undivided-pack',
  'more-errors',
]);

/** A group with an example of which only what is visible can be seen; `undefined` shows it whole. */
export function listed(group: DeadLetterGroup, visible: Visible | undefined): Listed {
  return visible === undefined
    ? { ...group, masked: false }
    : { ...group, example: maskedLetter(group.example, visible), masked: true };
}

function maskedLetter(letter: DeadLetter, visible: Visible): DeadLetter {
  const errors = letter.errors.map((error) => ({ ...error, message: maskedMessage(error, letter, visible) }));
  const { encoding: _, ...rest } = letter;
  return { ...rest, errors, raw: letter.encoding === undefined ? maskJson(letter.raw, visible) : MASK };
}

/** What is wrong comes from the contract; what was found comes behind it, from the sender. */
function maskedMessage(
  { code, path, message }: DeadLetter['errors'][number],
  { from }: DeadLetter,
  visible: Visible,
): string {
  const ofService = from === 'stream' && code.startsWith('Lambda.');
  if (ofService || PLAIN_CODES.has(code) || isVisible(path, visible)) return message;
  const end = message.indexOf(', found ');
  return end < 0 ? HIDDEN : `${message.slice(0, end)}; what was found is masked.`;
}

const HIDDEN = 'The message may repeat a personal value; --show-personal shows it.';

/** A line that could not be read, for people. */
export function describeBad({ path, line, kind }: BadLine): string {
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
