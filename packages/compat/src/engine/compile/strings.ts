import type { Assertion } from './site.js';

/** The formats that are assertions where formats are asserted at all; every other one is an annotation. */
export const assertedFormats: readonly string[] = [
  ...['date-time', 'date', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uri-reference'],
  ...['uri-template', 'uuid', 'json-pointer', 'relative-json-pointer', 'regex'],
];

/** The keywords about strings. */
export const stringAssertions: readonly Assertion[] = [
  {
    keywords: ['minLength'],
    compile: (site) => {
      const length = site.count('minLength') ?? 0;
      return length === 0 ? site.universe.true : site.universe.atom({ kind: 'minLength', length });
    },
  },
  {
    keywords: ['maxLength'],
    compile: (site) => site.universe.atom({ kind: 'maxLength', length: site.count('maxLength') ?? 0 }),
  },
  {
    keywords: ['pattern'],
    compile: (site) => {
      const pattern = site.pattern('pattern') ?? '';
      return pattern === '' ? site.universe.true : site.universe.atom({ kind: 'pattern', pattern });
    },
  },
  {
    keywords: ['format'],
    compile: (site) => {
      const format = site.text('format') ?? '';
      const asserted = site.compiling.assertFormat && assertedFormats.includes(format);
      return asserted ? site.universe.atom({ kind: 'format', format }) : site.universe.true;
    },
  },
];
