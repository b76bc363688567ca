import type { Severity } from '../finding.js';

/** Gives text a colour or leaves it as it is; the caller knows what the reader's terminal can do. */
export type Painter = { readonly [K in Severity | 'ok' | 'bold' | 'dim']: (text: string) => string };

const same = (text: string) => text;

/** No colours. */
export const plainPainter: Painter = { error: same, warning: same, info: same, ok: same, bold: same, dim: same };
