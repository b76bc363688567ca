import type { ContractModel, LogicalType } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import type { QueryLanguage } from '../query-language.js';
import type { TimeFunctions } from '../time-functions.js';
import { exactName } from '../views/derived-views.js';
import type { View } from '../views/types.js';
import { viewOf } from '../views/view.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { refusal } from './checks.js';
import type { StarSpec } from './spec.js';

/** What the star's views are written with. */
export interface StarContext {
  readonly language: QueryLanguage;
  readonly time: TimeFunctions;
  readonly config: WarehouseConfig;
  /** The view of an event. */
  view(event: string): View;
  /** The name of one of the star's own views, with the project's prefix. */
  nameOf(view: string): string;
}

/** Undefined for a dialect that has no star. Views that are asked for are looked up in the model; a ContractError names an unknown event. */
export function starContext(
  dialect: Dialect,
  { prefix = '' }: Pick<StarSpec, 'prefix'>,
  model: ContractModel,
  config: WarehouseConfig,
): StarContext | undefined {
  const { queries: language } = dialect;
  const time = language?.time;
  if (!time || !language) return undefined;
  const view = (event: string): View => {
    const family = model.events.find(({ name }) => name === event);
    if (family) return viewOf(model, family);
    throw refusal(`There is no event "${event}".`, `Name one of ${model.events.map(({ name }) => name).join(', ')}.`);
  };
  return { language, time, config, view, nameOf: (name) => `${prefix}${name}` };
}

/** The type of a column of an event's view. Throws a ContractError where there is none of that name. */
export function columnType(view: View, name: string): LogicalType {
  const column = view.columns.find((one) => one.name === name);
  if (column) return column.type;
  throw refusal(
    `"${view.event}" has no column "${name}".`,
    `It has ${view.columns.map((one) => one.name).join(', ')}.`,
  );
}

/** Whether an event's view has a column of that name. */
export function hasColumn(view: View, name: string): boolean {
  return view.columns.some((column) => column.name === name);
}

/** The event's rows, one per `event_id`. */
export function exactRows({ language, config, view }: StarContext, event: string): string {
  return language.name(exactName(view(event)), config);
}

/** One of the star's own views, as others read it. */
export function starRows({ language, config, nameOf }: StarContext, view: string): string {
  return language.name(nameOf(view), config);
}
