/** One thing wrong with an event, as the generated validators report it. */
interface Fault {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

type Fields = { readonly [name: string]: unknown };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const AMOUNT = /^-?(?:0|[1-9]\d{0,7})(?:\.\d{1,2})?$/;
const DIGITS = /^-?(?:0|[1-9]\d{0,18})$/;
const LAST_MILLI = 253_402_300_799_999;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, longest: number): boolean => typeof value === 'string' && value.length <= longest;
const isMillis = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LAST_MILLI;
const isUuid = (value: unknown): boolean => typeof value === 'string' && UUID.test(value);
const isId = (value: unknown): boolean =>
  typeof value === 'string' &&
  DIGITS.test(value) &&
  (value.length < 19 || BigInt.asIntN(64, BigInt(value)) === BigInt(value));
const isAmount = (value: unknown): boolean =>
  typeof value === 'string' ? AMOUNT.test(value) : typeof value === 'number' && AMOUNT.test(String(value));

/** Field by field what a careful programmer writes who knows the event of the benchmark: name, whether it must be there, test. */
const OWN: readonly (readonly [name: string, required: boolean, wanted: string, test: (value: unknown) => boolean])[] =
  [
    ['productId', true, 'a whole number', Number.isSafeInteger],
    ['amount', true, 'a decimal(10, 2)', isAmount],
    ['categoryId', false, 'a 64-bit id', isId],
    ['brand', false, 'a text of at most 100', (value) => isText(value, 100)],
    ['currency', true, 'a text of 3', (value) => typeof value === 'string' && value.length === 3],
    ['channel', true, 'web, app or shop', (value) => value === 'web' || value === 'app' || value === 'shop'],
    ['orderId', true, 'a UUID', isUuid],
    ['happenedAt', true, 'a time', isMillis],
  ];
const CONTEXT: typeof OWN = [
  ['sdk', false, 'a text of at most 60', (value) => isText(value, 60)],
  ['page', false, 'a text of at most 2000', (value) => isText(value, 2000)],
  ['width', false, 'a whole number', (value) => (Number(value) | 0) === value],
  ['height', false, 'a whole number', (value) => (Number(value) | 0) === value],
  ['touch', false, 'true or false', (value) => typeof value === 'boolean'],
  ['language', false, 'a text of at most 20', (value) => isText(value, 20)],
];

/** The boolean check, written out: the fastest that is still right. */
export function isValid(event: unknown): boolean {
  if (!isObject(event)) return false;
  const { eventId, timestamp, userId, context, productId, amount, categoryId, brand } = event;
  const { currency, channel, orderId, happenedAt } = event;
  if (eventId !== undefined && !isUuid(eventId)) return false;
  if (timestamp !== undefined && !isMillis(timestamp)) return false;
  if (!Number.isSafeInteger(userId) || !Number.isSafeInteger(productId) || !isAmount(amount)) return false;
  if (categoryId !== undefined && !isId(categoryId)) return false;
  if (brand !== undefined && !isText(brand, 100)) return false;
  if (typeof currency !== 'string' || currency.length !== 3) return false;
  if (channel !== 'web' && channel !== 'app' && channel !== 'shop') return false;
  return isUuid(orderId) && isMillis(happenedAt) && (context === undefined || isContext(context));
}

function isContext(context: unknown): boolean {
  if (!isObject(context)) return false;
  const { sdk, page, width, height, touch, language } = context;
  if (sdk !== undefined && !isText(sdk, 60)) return false;
  if (page !== undefined && !isText(page, 2000)) return false;
  if (width !== undefined && (Number(width) | 0) !== width) return false;
  if (height !== undefined && (Number(height) | 0) !== height) return false;
  if (touch !== undefined && typeof touch !== 'boolean') return false;
  return language === undefined || isText(language, 20);
}

/** Everything that is wrong, with code, path and message. */
export function faultsOf(event: Fields): Fault[] {
  const faults: Fault[] = [];
  if (event.eventId !== undefined && !isUuid(event.eventId)) faults.push(wrong('/eventId', 'a UUID', event.eventId));
  if (event.timestamp !== undefined && !isMillis(event.timestamp))
    faults.push(wrong('/timestamp', 'a time', event.timestamp));
  if (!Number.isSafeInteger(event.userId)) faults.push(wrong('/userId', 'a whole number', event.userId));
  if (isObject(event.context)) check(CONTEXT, event.context, '/context/', faults);
  else if (event.context !== undefined) faults.push(wrong('/context', 'an object', event.context));
  check(OWN, event, '/', faults);
  return faults;
}

function check(fields: typeof OWN, object: Fields, path: string, faults: Fault[]): void {
  for (const [name, required, wanted, test] of fields) {
    const value = object[name];
    if (value !== undefined ? test(value) : !required) continue;
    if (value === undefined) faults.push({ code: 'required', path: path + name, message: `"${name}" is missing.` });
    else faults.push(wrong(path + name, wanted, value));
  }
}

function wrong(path: string, wanted: string, value: unknown): Fault {
  return { code: 'type', path, message: `Must be ${wanted}, found ${JSON.stringify(value)}.` };
}
