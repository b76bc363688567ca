import { createHash, timingSafeEqual } from 'node:crypto';
import type { Rate } from './token-bucket.js';

/** A key with which one source sends events. Give the secret itself or, for files that others read, its SHA-256. */
export type WriteKey = KeySettings &
  (
    | { readonly secret: string; readonly sha256?: never }
    | {
        /** SHA-256 of the secret in 64 hexadecimal digits. */
        readonly sha256: string;
        readonly secret?: never;
      }
  );

/** What a write key may do. */
export interface KeySettings {
  /** Who sends with it (`web`, `ios`, `backend`): stands in logs and metrics, unlike the key. Several keys may share one. */
  readonly source: string;
  /** Events that it may send, by name (default: every event). */
  readonly events?: readonly string[];
  /** Browser origins from which it may be used; requests without an `Origin` header pass (default: every origin). */
  readonly origins?: readonly string[];
  /** Events a second. */
  readonly eventRate?: Rate;
  /** Requests a second. */
  readonly requestRate?: Rate;
}

/** Finds the settings of a presented key, in a time that does not depend on which key it is or how much of it is right. */
export type Keyring = (presented: string) => WriteKey | undefined;

/** A keyring; throws a TypeError that says which key is malformed. */
export function createKeyring(keys: readonly WriteKey[]): Keyring {
  const known = keys.map((key, index) => ({ key, digest: digestOf(key, index) }));
  return (presented) => {
    const digest = sha256(presented);
    let found: WriteKey | undefined;
    for (const one of known) if (timingSafeEqual(one.digest, digest)) found = one.key;
    return found;
  };
}

function digestOf(key: WriteKey, index: number): Buffer {
  if (key.sha256 === undefined) {
    if (typeof key.secret === 'string' && key.secret.length >= SHORTEST) return sha256(key.secret);
    throw new TypeError(`Write key ${index} (source ${key.source}) needs a secret of ${SHORTEST} characters or more.`);
  }
  if (/^[0-9a-f]{64}$/i.test(key.sha256)) return Buffer.from(key.sha256, 'hex');
  throw new TypeError(
    `Write key ${index} (source ${key.source}): sha256 must be 64 hexadecimal digits, such as \`printf %s "$KEY" | sha256sum\` prints.`,
  );
}

/** Shorter keys could be guessed. */
const SHORTEST = 16;

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
