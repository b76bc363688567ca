/** What a project's `.gitignore` says after lines were added; what stood there stays as it was. */
export function withLines(text: string, lines: readonly string[]): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : `${text}${end}`;
  const gap = before.trim() === '' ? '' : end;
  return `${before}${gap}${[heading, ...lines].join(end)}${end}`;
}

const heading = '# Sluice: local data and build products';

/** The line that ignores a folder below the file, whatever characters its name has (gitignore(5)). */
export function lineFor(folder: string): string {
  return `${folder.replace(/[\\*?[\]]/g, '\\$&').replace(/^[#!]/, '\\$&')}/`;
}

/** Whether the lines of an ignore file speak of a folder, for it or against it. For where git cannot be asked. */
export function speaksOf(text: string, folder: string): boolean {
  const parts = folder.split('/');
  const around = parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  return text.split(/\r?\n/).some((line) => {
    const named = line
      .trim()
      .replace(/^!/, '')
      .replace(/^(\*\*\/|\/)/, '')
      .replace(/\/(\*{0,2})$/, '');
    return around.some((one) => named === one || `${named}/` === lineFor(one));
  });
}
