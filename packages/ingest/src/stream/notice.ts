/** Something an operator should know; the stream goes on. */
export interface StreamNotice {
  readonly code: 'segment-recovered' | 'line-torn' | 'line-damaged' | 'batch-failed' | 'delivery-failed';
  readonly message: string;
}

/** Receives notices. */
export type Report = (notice: StreamNotice) => void;
