import type { Painter } from '@sluice/compat';
import pc from 'picocolors';

/** Where a command writes, and how it paints: passed in, so that tests read what a person would see. */
export interface Io {
  /** The command's result, for people or (with --json) for machines. */
  out(text: string): void;
  /** Progress and problems. */
  err(text: string): void;
  readonly paint: Paint;
  readonly cwd: string;
  /**
   * Resolves when the person asks the command to stop (Ctrl-C), or nobody reads its output any more. From this call on the command must end by itself; who never
   * asks is ended by the system.
   */
  stopped(): Promise<void>;
}

/** Colours and weights; they change nothing where the output is no terminal. */
export type Paint = Pick<typeof pc, 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'>;

/** Painter for a stream: colour only on a terminal, and not under NO_COLOR. */
export function painter(isTerminal: boolean): Paint {
  return pc.createColors(isTerminal && pc.isColorSupported);
}

/** The same colours as a report for people takes them. */
export function textPainter({ red, yellow, cyan, green, bold, dim }: Paint): Painter {
  return { error: red, warning: yellow, info: cyan, ok: green, bold, dim };
}

/** Values in aligned columns: numbers to the right, a header, no lines to draw. */
export function table(header: readonly string[], rows: readonly (readonly unknown[])[], paint: Paint): string {
  const cells = rows.map((row) => row.map((value) => (value === null || value === undefined ? '' : String(value))));
  const widths = header.map((title, index) =>
    cells.reduce((widest, row) => Math.max(widest, [...(row[index] ?? '')].length), title.length),
  );
  const numeric = header.map(
    (_, index) => cells.length > 0 && cells.every((row) => /^-?\d*(\.\d+)?$/.test(row[index] ?? '')),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, numeric[index] ?? false))
      .join('  ')
      .trimEnd();
  return [paint.bold(line(header)), ...cells.map(line)].join('\n');
}

function pad(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - [...cell].length));
  return right ? space + cell : cell + space;
}

/** `1 file`, `3 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
