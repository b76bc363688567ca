/** Memory that requests in work hold together. */
export interface Memory {
  /** Takes so many bytes; false, and nothing taken, where there is no room for them. */
  take(bytes: number): boolean;
  give(bytes: number): void;
  held(): number;
}

/** Memory with so many bytes. */
export function memoryOf(most: number): Memory {
  let held = 0;
  return {
    take: (bytes) => {
      if (held + bytes > most) return false;
      held += bytes;
      return true;
    },
    give: (bytes) => {
      held -= bytes;
    },
    held: () => held,
  };
}

/** Bytes that a body takes while its events are judged and stored: its text, what is sent on, what is kept. */
export const BYTES_PER_BODY_BYTE = 3;

/** Bytes that an event takes beside its text. */
export const BYTES_PER_EVENT = 400;
