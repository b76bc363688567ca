import { majorsOf } from '@sluice/contract';
import handlebars from 'handlebars';
import type { EmitRequest, GeneratedFile } from '../target.js';
import { handlerSource } from './handler.js';
import { readmeTemplate } from './template.js';

const key = (name: string): string => `!{partitionKeyFromLambda:${name}}`;
const ARRIVAL = 'year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/';
const PREFIX = `raw/event=${key('event')}/major=${key('major')}/year=${key('year')}/month=${key('month')}/day=${key('day')}/hour=${key('hour')}/`;
/** Outside of `raw/`, because Athena reads everything below a table's location. */
const ERROR_PREFIX = `errors/!{firehose:error-output-type}/${ARRIVAL}`;
const SOURCE_PREFIX = `source/${ARRIVAL}`;

/** The entry that the command line bundles, and how to deploy it. */
export function emit(request: EmitRequest): readonly GeneratedFile[] {
  const { model, options } = request;
  const partitions = model.events.reduce((sum, family) => sum + majorsOf(family).length, 0);
  const facts = {
    iceberg: options.destination === 'iceberg',
    lakeUri: options.lakeUri,
    database: options.database,
    prefix: PREFIX,
    errorPrefix: ERROR_PREFIX,
    sourcePrefix: SOURCE_PREFIX,
    partitions,
    active: partitions * 2,
    rows: rowsOf(request),
  };
  return [
    { path: 'lambda/README.md', content: fill(readmeTemplate, facts) },
    {
      path: 'lambda/handler.js',
      content: handlerSource(request, `${model.events.length} events, ${partitions} tables`),
    },
  ];
}

function rowsOf({ model, options }: EmitRequest) {
  return model.events.map((family) => {
    const majors = majorsOf(family);
    const places = majors.map((major) =>
      options.destination === 'iceberg' ? `${family.table}_v${major}` : `event=${family.name}/major=${major}/`,
    );
    return {
      name: family.name,
      versions: family.versions.map(({ version }) => version).join(', '),
      majors: majors.join(', '),
      places: places.map((place) => `\`${place}\``).join(', '),
    };
  });
}

function fill(template: string, facts: object): string {
  return handlebars.compile(template, { noEscape: true, strict: true })(facts);
}
