import { NO_SLOT, type UuidTable, uuidTable } from './uuid-table.js';

/** The ids of events that were acknowledged lately. UUIDs are four words of an array, from `at` on; other ids are texts. */
export interface RecentIds {
  /** The number that stands for an event's name. */
  tagOf(event: string): number;
  /** The fingerprint of the event of this name that was acknowledged under this id, as far back as the window reaches. */
  find(words: Uint32Array, at: number, tag: number): number | undefined;
  findText(id: string, tag: number): number | undefined;
  /** Remembers an event by its fingerprint; call it after the acknowledgement, never before. */
  add(words: Uint32Array, at: number, tag: number, print: number): void;
  addText(id: string, tag: number, print: number): void;
  /** Ids remembered now; never more than the capacity. */
  size(): number;
}

/** One half of the window. */
interface Half {
  readonly uuids: UuidTable;
  readonly texts: Map<string, number>;
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
    find: (words, at, tag) => printIn(young, words, at, tag) ?? printIn(old, words, at, tag),
    findText: (id, tag) => young.texts.get(`${tag} ${id}`) ?? old.texts.get(`${tag} ${id}`),
    add: (words, at, tag, print) => {
      if (most === 0) return;
      const { uuids } = room();
      const slot = uuids.find(words, at, tag);
      if (slot < 0 && slot !== NO_SLOT) uuids.put(~slot, words, at, tag, print);
    },
    addText: (id, tag, print) => {
      if (most > 0) room().texts.set(`${tag} ${id}`, print);
    },
    size: () => young.size + old.size,
  };
}

function printIn({ uuids }: Half, words: Uint32Array, at: number, tag: number): number | undefined {
  const slot = uuids.find(words, at, tag);
  return slot < 0 ? undefined : uuids.print(slot);
}

function half(capacity: number): Half {
  return { uuids: uuidTable(capacity), texts: new Map(), size: 0 };
}

function emptied(given: Half): Half {
  given.uuids.clear();
  given.texts.clear();
  given.size = 0;
  return given;
}
