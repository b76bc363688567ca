/** What became of one record handed to a {@link Sink}. */
export type SendOutcome =
  | {
      /** The record is durable: it survives a crash of this process and of the machine. */
      readonly kind: 'acknowledged';
      /** The sink's own id of the record. */
      readonly recordId: string;
    }
  | {
      /** The record must be sent again, unless the failure is permanent; whether it was stored all the same is unknown. */
      readonly kind: 'failed';
      /** Stable code, such as Firehose's `ServiceUnavailableException`. */
      readonly code: string;
      /** What happened, for a log. */
      readonly message: string;
      /** The sink will never take this record (too large, not allowed there): sending it again is useless. */
      readonly permanent?: true;
    };

/** Where accepted events go: Firehose, the local stream, or anything that can say per record whether it is durable. */
export interface Sink {
  /** Stores records. The answer has one outcome per record, in order. A rejected promise means that none is acknowledged. */
  send(records: readonly Uint8Array[]): Promise<readonly SendOutcome[]>;
  /** Whether the sink would take records now. */
  ready(): Promise<boolean>;
  /** Finishes what was acknowledged and frees resources. Nothing may be sent afterwards. */
  close(): Promise<void>;
}

/** What an acknowledging sink has not passed on. */
export interface Waiting {
  readonly records: number;
  /** On the disk. */
  readonly bytes: number;
  /** Milliseconds that the oldest record has waited for; 0 where none waits. */
  readonly oldestAgeMs: number;
  /** Acknowledged records that the stream refused for good, since the start; they are dead letters. */
  readonly refused: number;
  /** Records taken over from processes that had ended, since the start. */
  readonly recovered: number;
}

/** One outcome per record, whatever the sink did: a throw or a short answer becomes `failed` outcomes. */
export async function sendAll(sink: Pick<Sink, 'send'>, records: readonly Uint8Array[]): Promise<SendOutcome[]> {
  if (records.length === 0) return [];
  try {
    const outcomes = await sink.send(records);
    return records.map((_, i) => outcomes[i] ?? failed('NoOutcome', 'The sink gave no outcome for this record.'));
  } catch (error) {
    const outcome = failed('SinkFailed', error instanceof Error ? error.message : String(error));
    return records.map(() => outcome);
  }
}

/** A failed outcome with a code and a message. */
export function failed(code: string, message: string): SendOutcome {
  return { kind: 'failed', code, message };
}

/** A failed outcome of a record that the sink will never take. */
export function refused(code: string, message: string): SendOutcome {
  return { kind: 'failed', code, message, permanent: true };
}
