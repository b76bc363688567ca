/** Why something on the disk cannot be read; undefined where it is not there. */
export function unreadable({ code, message }: NodeJS.ErrnoException): string | undefined {
  return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : `it cannot be read (${code ?? message})`;
}
