import { type DeadLetter, type DeadLetterGroup, isVisible, MASK, maskJson, type Visible } from '@sluice/ingest';
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
]);

/** A group with an example of which only what is visible can be seen; `undefined` shows it whole. */
export function listed(group: DeadLetterGroup, visible: Visible | undefined): Listed {
  return visible === undefined
    ? { ...group, masked: false }
    : { ...group, example: maskedLetter(group.example, visible), masked: true };
}

function maskedLetter(letter: DeadLetter, visible: Visible): DeadLetter {
  const errors = letter.errors.map(({ code, path, message }) => {
    const shown = PLAIN_CODES.has(code) || isVisible(path, visible) || (letter.from === 'stream' && code.includes('.'));
    return { code, path, message: shown ? message : HIDDEN };
  });
  const { encoding: _, ...rest } = letter;
  return { ...rest, errors, raw: letter.encoding === undefined ? maskJson(letter.raw, visible) : MASK };
}

const HIDDEN = 'The message may repeat a personal value; --show-personal shows it.';

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
