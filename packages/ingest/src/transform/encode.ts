/** Where rows are encoded one after the other. */
let scratch = Buffer.allocUnsafeSlow(65_536);

/** The base64 of a row and the line feed behind it. */
export function encodeLine(row: string): string {
  const most = 3 * row.length + 1;
  if (most > scratch.byteLength) scratch = Buffer.allocUnsafeSlow(2 * most);
  const end = scratch.write(row, 'utf8');
  scratch[end] = 0x0a;
  return scratch.toString('base64', 0, end + 1);
}
