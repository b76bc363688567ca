import type { EventError } from '../codegen1/index.js';
import { Ranges } from '../dead-letters/member-ranges.js';
import type { Reason } from '../dead-letters/refused-request.js';
import { bytesOf } from '../dead-letters/reported-errors.js';

/** Events of a request that were refused for the same. */
export interface ReasonGroup {
  readonly version?: string;
  readonly errors: readonly [EventError, ...EventError[]];
  readonly places: Ranges;
}

/** Reasons of a request's events, each told once with the places of all events that it is about. */
export class ReasonGroups {
  readonly #groups = new Map<string, ReasonGroup>();
  /** Bytes of the reasons so far. */
  #bytes = 0;
  readonly #room: number;

  /** Beyond `room` bytes of reasons only codes are told apart. */
  constructor(room: number) {
    this.#room = room;
  }

  /** Notes why the event at a place was refused; answers with the group it belongs to. */
  add(place: number, errors: readonly [EventError, ...EventError[]], version: string | undefined): ReasonGroup {
    const [{ code }] = errors;
    const key = JSON.stringify([version, errors]);
    const known = this.#groups.get(key);
    const fits = known !== undefined || this.#bytes + key.length <= this.#room;
    const group = known ?? (fits ? this.#open(key, errors, version) : this.#open(code, untold(code), undefined));
    group.places.add(place);
    return group;
  }

  #open(key: string, errors: ReasonGroup['errors'], version: string | undefined): ReasonGroup {
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group = { ...(version === undefined ? {} : { version }), errors, places: new Ranges() };
    this.#groups.set(key, group);
    this.#bytes += key.length;
    return group;
  }

  /** The reasons as they are stored, in at most so many bytes of JSON where the codes alone fit into them. */
  reasons(room: number): readonly Reason[] {
    const full = [...this.#groups.values()].map(reasonOf);
    if (bytesOf(full) <= room) return full;
    const short = new ReasonGroups(0);
    const all = [...this.#groups.values()].flatMap(({ errors: [{ code }], places }) =>
      [...places].map((at) => ({ at, code })),
    );
    for (const { at, code } of all.sort((a, b) => a.at - b.at)) short.add(at, untold(code), undefined);
    return [...short.#groups.values()].map(reasonOf);
  }

  get size(): number {
    return this.#groups.size;
  }
}

function reasonOf({ places, ...reason }: ReasonGroup): Reason {
  return { events: places.text(), ...reason };
}

function untold(code: string): ReasonGroup['errors'] {
  return [{ code, path: '', message: 'Too much is wrong with this request to say it of each event.' }];
}
