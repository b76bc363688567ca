import { type ContractModel, majorsOf } from '@sluice/contract';
import handlebars from 'handlebars';
import type { EmitRequest, GeneratedFile } from '../target.js';
import { handlerTemplate, readmeTemplate } from './template.js';

const key = (name: string): string => `!{partitionKeyFromLambda:${name}}`;
const PREFIX = `raw/event=${key('event')}/major=${key('major')}/year=${key('year')}/month=${key('month')}/day=${key('day')}/hour=${key('hour')}/`;
/** Outside of `raw/`, because Athena reads everything below a table's location. */
const ERROR_PREFIX = 'errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/';

/** The entry that the command line bundles, and how to deploy it. */
export function emit({ model, options }: EmitRequest): readonly GeneratedFile[] {
  const partitions = model.events.reduce((sum, family) => sum + majorsOf(family).length, 0);
  const facts = {
    runtime: '@sluice/ingest/transform',
    lakeUri: options.lakeUri,
    prefix: PREFIX,
    errorPrefix: ERROR_PREFIX,
    partitions,
    active: partitions * 2,
    events: `${model.events.length} events, ${partitions} tables`,
    rows: rowsOf(model),
  };
  return [
    { path: 'lambda/README.md', content: fill(readmeTemplate, facts) },
    { path: 'lambda/handler.js', content: fill(handlerTemplate, facts) },
  ];
}

function rowsOf({ events }: ContractModel) {
  return events.map((family) => ({
    name: family.name,
    versions: family.versions.map(({ version }) => version).join(', '),
    majors: majorsOf(family).join(', '),
  }));
}

function fill(template: string, facts: object): string {
  return handlebars.compile(template, { noEscape: true, strict: true })(facts);
}
