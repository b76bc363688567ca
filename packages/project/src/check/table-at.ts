import type { ContractModel, EventFamily, EventVersion } from '@sluice/contract';
import { tableFields } from '@sluice/contract';
import { type Table, tableOf } from '@sluice/ddl';

/** The event as it stood when this version was its newest one: with the versions of all majors up to it. */
export function familyAt(family: EventFamily, last: EventVersion): EventFamily {
  const earlier = family.versions.filter(
    ({ major, minor }) => major < last.major || (major === last.major && minor < last.minor),
  );
  return { ...family, versions: [...earlier, last] };
}

/** The table of a version's major as it stood at that version, whatever came later. */
export function tableAt(
  family: EventFamily,
  last: EventVersion,
  head: ContractModel,
  kind: Table['kind'] = 'columnar',
): Table {
  const until = familyAt(family, last);
  const fields = tableFields({ ...head, events: [until] }, until, last.major);
  return tableOf({ family: until, major: last.major, kind, fields });
}
