/** Something an operator should know; the stream goes on. */
export interface StreamNotice {
  readonly code:
    | 'segment-recovered'
    | 'line-torn'
    | 'line-damaged'
    | 'batch-failed'
    /** The transform function broke its contract; what Firehose would do with it was done. */
    | 'contract-broken'
    /** Records of more partitions than may be active at once went to the error prefix. */
    | 'partitions-exceeded'
    | 'delivery-failed'
    /** A look for segments of processes that have ended failed; the next one comes. */
    | 'recovery-failed';
  readonly message: string;
}

/** Receives notices. */
export type Report = (notice: StreamNotice) => void;
