import { NO_SLOT, type UuidTable, uuidTable } from './uuid-table.js';

/** The ids of events that were acknowledged lately. UUIDs are four words of an array, from `at` on; other ids are texts. */
export interface RecentIds {
  /** The number that stands for an event's name. */
  tagOf(event: string): number;
  /** Whether an event of this name was acknowledged under this id, as far back as the window reaches. */
  has(words: Uint32Array, at: number, tag: number): boolean;
  hasText(id: string, tag: number): boolean;
  /** Remembers an event; call it after the acknowledgement, never before. */
  add(words: Uint32Array, at: number, tag: number): void;
  addText(id: string, tag: number): void;
  /** Ids remembered now; never more than the capacity. */
  size(): number;
}

/** One half of the window. */
interface Half {
  readonly uuids: UuidTable;
  readonly texts: Set<string>;
  size: number;
}

/**
 * A window over the last acknowledged ids, at least half and at most all of `capacity`: two halves, of which the older is
 * forgotten whole when the younger is full. So adding costs the same however many there are. Capacity 0 remembers nothing.
 */
export function recentIds(capacity: number): RecentIds {
  const most = Math.floor(capacity / 2);
  const tags = new Map<string, number>();
  let young = half(most);
  let old = half(most);
  const room = (): Half => {
    if (young.size >= most) [young, old] = [emptied(old), young];
    young.size++;
    return young;
  };
  return {
    tagOf: (event) => {
      const tag = tags.get(event) ?? tags.size + 1;
      if (tag > tags.size) tags.set(event, tag);
      return tag;
    },
    has: (words, at, tag) => young.uuids.find(words, at, tag) >= 0 || old.uuids.find(words, at, tag) >= 0,
    hasText: (id, tag) => young.texts.has(`${tag} ${id}`) || old.texts.has(`${tag} ${id}`),
    add: (words, at, tag) => {
      if (most === 0) return;
      const { uuids } = room();
      const slot = uuids.find(words, at, tag);
      if (slot < 0 && slot !== NO_SLOT) uuids.put(~slot, words, at, tag);
    },
    addText: (id, tag) => {
      if (most > 0) room().texts.add(`${tag} ${id}`);
    },
    size: () => young.size + old.size,
  };
}

function half(capacity: number): Half {
  return { uuids: uuidTable(capacity), texts: new Set(), size: 0 };
}

function emptied(given: Half): Half {
  given.uuids.clear();
  given.texts.clear();
  given.size = 0;
  return given;
}
