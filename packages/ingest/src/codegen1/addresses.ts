import { isALabel } from './idna.js';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/** Four decimal octets without leading zeros. */
export function ipv4(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 15 && IPV4.test(value);
}

const GROUP = /^[0-9a-f]{1,4}$/i;

/** How many 16-bit groups a part of an IPv6 address holds, or NaN where it is none. */
function groups(part: string, last: boolean): number {
  if (part === '') return 0;
  const pieces = part.split(':');
  const tail = pieces[pieces.length - 1] as string;
  const dotted = last && tail.includes('.');
  const plain = dotted ? pieces.slice(0, -1) : pieces;
  if (!plain.every((piece) => GROUP.test(piece)) || (dotted && !ipv4(tail))) return Number.NaN;
  return plain.length + (dotted ? 2 : 0);
}

/** An IPv6 address (RFC 4291 text form, `::` once, an IPv4 tail allowed), without zone and brackets. */
export function ipv6(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 45) return false;
  const parts = value.split('::');
  if (parts.length === 1) return groups(value, true) === 8;
  const [head, tail] = parts as [string, string];
  return parts.length === 2 && groups(head, false) + groups(tail, true) <= 7;
}

/** The longest name that DNS can hold (RFC 1035, section 2.3.4: 255 octets, two of them around the text). */
const LONGEST_HOST = 253;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** A host name (RFC 1123, section 2.1) without a dot at its end; labels that begin with `xn--` are A-labels of RFC 5890. */
export function hostname(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_HOST && value.split('.').every(isLabel);
}

function isLabel(label: string): boolean {
  if (!LABEL.test(label)) return false;
  return label.charAt(2) !== '-' || label.charAt(3) !== '-' || isALabel(label.toLowerCase());
}

/** The longest address that mail can have (RFC 3696: 64 + 1 + 255); keeps the expressions below from costing much. */
const LONGEST_EMAIL = 320;
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOMAIN = '(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const USUAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${DOMAIN}$`, 'i');
const QUOTED = '"(?:[ !#-\\[\\]-~]|\\\\[ -~])*"';
const ANY = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|${QUOTED})@(?:${DOMAIN}|\\[(IPv6:)?([0-9a-f:.]+)\\])$`, 'i');

/** A mail address (RFC 5321, section 4.1.2: Mailbox) of at most 320 characters whose domain has two labels or more. */
export function email(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_EMAIL && (USUAL.test(value) || isUnusualEmail(value));
}

/** A quoted local part, or an address of a machine in the place of the domain. */
function isUnusualEmail(text: string): boolean {
  const found = ANY.exec(text);
  if (found === null) return false;
  const [, six, literal] = found;
  return literal === undefined || (six === undefined ? ipv4(literal) : ipv6(literal));
}
