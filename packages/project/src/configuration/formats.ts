import path from 'node:path';
import { isDay } from '@sluice/contract';

/** What is wrong with a text of some form, as the end of a sentence that begins with the key; undefined where nothing is. */
type Find = (value: string, key: string) => string | undefined;

/** Forms of texts that no pattern says. */
export const formats: { readonly [format: string]: Find } = {
  folder: (value, key) => folderProblem(value, key),
  below: (value) => belowProblem(value),
  lake: (value) => lakeProblem(value),
  url: (value) => (isUrl(value) ? undefined : `must be an address such as 'https://…', found ${JSON.stringify(value)}`),
  origin: (value) =>
    isOrigin(value) ? undefined : `must be an origin such as 'https://shop.example', found ${JSON.stringify(value)}`,
  day: (value) =>
    isDay(value) ? undefined : `must be a day of the calendar such as '2026-11-20', found ${JSON.stringify(value)}`,
};

/** A folder written in one way (`./out/` → `out`), because files are told apart by their paths. */
export function folderOf(written: string): string {
  return path.posix.normalize(written.replaceAll('\\', '/')).replace(/\/+$/, '');
}

function folderProblem(value: string, key: string): string | undefined {
  const folder = folderOf(value);
  const why =
    value.trim() === ''
      ? 'which is no folder'
      : value.startsWith('/') || value.startsWith('\\') || /^[A-Za-z]:/.test(value)
        ? 'an absolute path'
        : folder === '..' || folder.startsWith('../')
          ? 'which lies outside the project'
          : folder === '.'
            ? 'the project itself, which holds more than what is generated'
            : undefined;
  return why && `is ${JSON.stringify(value)}, ${why}. Name a folder inside the project, like 'out/${key}'`;
}

/** A folder below the output folder is written in one way, because paths of files begin with it. */
function belowProblem(value: string): string | undefined {
  if (/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(value)) return undefined;
  return `must be a folder below the generated one, such as 'csv' or 'reports/csv', found ${JSON.stringify(value)}`;
}

/** Whether one folder lies in the other. Upper and lower case count as the same: some file systems do not tell them apart. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [`${one}/`.toLowerCase(), `${other}/`.toLowerCase()];
  return a.startsWith(b) || b.startsWith(a);
}

const lakeForm = /^s3:\/\/[A-Za-z0-9][A-Za-z0-9.-]{1,61}[A-Za-z0-9](?:\/[^\s'"\\]*)?$/;

function lakeProblem(value: string): string | undefined {
  if (lakeForm.test(value)) return undefined;
  const meant = `s3://${bareOf(value.trim())}`;
  const fix = lakeForm.test(meant)
    ? `Write '${meant.replace(/\/+$/, '')}'`
    : "Write the bucket and, if you like, a prefix: 's3://my-bucket/events'";
  return `is ${JSON.stringify(value)}, which is no place in S3. ${fix}`;
}

/** Bucket and prefix, without what other tools write before them; of an address only where it is one of S3's. */
function bareOf(value: string): string {
  const [, host = '', rest = ''] = /^https?:\/\/([^/]+)(.*)$/i.exec(value) ?? [];
  if (host === '') return value.replace(/^(?:arn:aws[\w-]*:s3:::|s3[an]?:\/*|\/+)/i, '');
  const [, bucket] = /^(?:(.+)\.)?s3[.\w-]*\.amazonaws\.com$/i.exec(host) ?? [undefined, '/'];
  return bucket === undefined ? rest.slice(1) : `${bucket}${rest}`;
}

function isUrl(value: string): boolean {
  return /^https?:\/\/\S+$/.test(value) && URL.canParse(value);
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}
