import type { AnySchema } from '@sluice/compat/pair';
import type { RegistryDocument } from '@sluice/contract';
import { UsageError } from '@sluice/project';
import type { RegistryAnswer } from '@sluice/project/check';
import type { Options } from './options.js';

/** Two schemas to be compared, or the check's answer about two registry files. */
export interface PairSchemas {
  /** What the check says, where both are registry files. */
  readonly registry?: RegistryAnswer;
  readonly before: AnySchema;
  readonly after: AnySchema;
  readonly notices: readonly string[];
}

/** Registry files are told by what they say, and loaded only then: a plain pair needs none of the contract's code. */
export async function pairSchemas(
  [before, after]: readonly [AnySchema, AnySchema],
  [old, fresh]: readonly [string | undefined, string | undefined],
  options: Options,
  cwd: string,
): Promise<PairSchemas> {
  const isOne = (schema: unknown) => typeof schema === 'object' && schema !== null && 'x-sluice' in schema;
  if (!isOne(before) && !isOne(after)) return { before, after, notices: [] };
  const { asPlainSchema, compareRegistryFiles } = await import('@sluice/project/check');
  const { isRegistryDocument } = await import('@sluice/project/registry');
  const { today } = await import('../../today.js');
  const given = (document: RegistryDocument, file?: string) => ({ document, ...(file !== undefined && { file }) });
  if (isRegistryDocument(before) && isRegistryDocument(after)) {
    if (options.direction === 'forward') throw new UsageError(noForward);
    const pair = [given(before, old), given(after, fresh)] as const;
    return { before, after, notices: [], registry: await compareRegistryFiles(pair, cwd, today({})) };
  }
  const [left, right] = [
    isRegistryDocument(before) ? await asPlainSchema(given(before, old), cwd) : undefined,
    isRegistryDocument(after) ? await asPlainSchema(given(after, fresh), cwd) : undefined,
  ];
  return {
    before: (left?.schema ?? before) as AnySchema,
    after: (right?.schema ?? after) as AnySchema,
    notices: [...(left?.notices ?? []), ...(right?.notices ?? [])],
  };
}

const noForward =
  'Registry files are judged as sluice check does: whether the newer version takes what the older one took. Leave --direction forward out, or swap plain schemas.';
