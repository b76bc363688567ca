import type { ContractModel, EventFamily, EventVersion, JsonValue } from '@sluice/contract';
import { loadExamples } from '@sluice/generators';
import type { RuntimeContract } from '@sluice/ingest';

/** An event that somebody can try: its name, what an app would send, and the table that it lands in. */
export interface EventExample {
  readonly event: string;
  readonly table: string;
  /** JSON without spaces, name and version left out: the address says the name, and the newest version is meant. */
  readonly json: string;
}

/** An example of one event by its newest version, made from what the definition says; it may still be refused. */
export async function exampleOf(
  { name, table, versions }: EventFamily,
  { envelopes }: ContractModel,
): Promise<EventExample> {
  const { exampleEvent } = await loadExamples();
  const newest = versions.at(-1) as EventVersion;
  const whole = exampleEvent(newest, envelopes.at(-1)?.fields ?? []) as { readonly [key: string]: JsonValue };
  const { event: _event, version: _version, ...said } = whole;
  return { event: name, table, json: JSON.stringify(said) };
}

/** The first event of a contract, by name, of which an example is valid; undefined where there is none. */
export async function validExample(model: ContractModel, contract: RuntimeContract): Promise<EventExample | undefined> {
  const { judge } = await import('@sluice/ingest');
  const isUsual = ({ versions }: EventFamily) => versions.at(-1)?.deprecated === undefined;
  const families = [...model.events].sort((a, b) => Number(isUsual(b)) - Number(isUsual(a)));
  for (const family of families) {
    const example = await exampleOf(family, model);
    if (judge(contract, example.event, JSON.parse(example.json) as JsonValue).ok) return example;
  }
  return undefined;
}

/** One word of a shell, whatever stands in it. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
