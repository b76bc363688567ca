/** What most definitions begin with. */
export const imports = "import { defineEvent, Type } from '@sluice/contract';\n";
/** A definition as the rest of a file. */
export const event = (properties = '{}', name = 'buy', version = '1.0') =>
  `export default defineEvent({ name: '${name}', version: '${version}', owner: 'o', description: 'd', properties: ${properties} });\n`;
/** Options of a field, as source. */
const about = "{ description: 'd' }";

/** What stands in `schemas/buy/1.0.ts`, and what is said: place and code, and what the advice has in it. */
export const loadCases: readonly {
  name: string;
  given: string;
  want: string;
  fix: string | RegExp;
  beside?: { [file: string]: string };
}[] = [
  { name: 'a syntax error', given: `${imports}const a = ;\n${event()}`, want: ':2:11 syntax', fix: 'your editor' },
  {
    name: 'a text that does not end',
    given: `${imports}const a = 'x;\n${event()}`,
    want: ':2:14 syntax',
    fix: 'your editor',
  },
  {
    name: 'a wrong named import',
    given: `import { defineEvent, Decimel } from '@sluice/contract';\n${event(`{ a: Decimel(10, 2, ${about}) }`)}`,
    want: ':1:23 import-unknown',
    fix: 'Did you mean Decimal?',
  },
  {
    name: 'a type of TypeBox imported by itself',
    given: `import { defineEvent, String } from '@sluice/contract';\n${event(`{ a: String(${about}) }`)}`,
    want: ':1:23 import-unknown',
    fix: 'Type.String()',
  },
  {
    name: 'the name that another language has',
    given: `import { defineEvent, DateTime } from '@sluice/contract';\n${event(`{ a: DateTime(${about}) }`)}`,
    want: ':1:23 import-unknown',
    fix: 'Timestamp()',
  },
  {
    name: 'a wrong name behind a namespace',
    given: `import * as S from '@sluice/contract';\nexport default S.defineEvents({});\n`,
    want: ':2:18 import-unknown',
    fix: 'Did you mean defineEvent?',
  },
  {
    name: 'a default that a package has not',
    given: `import contract from '@sluice/contract';\nexport default contract.defineEvent({});\n`,
    want: ':1:8 import-unknown',
    fix: 'Correct the name',
  },
  {
    name: 'a misspelt package',
    given: `import '@sluice/contracts';\n${event()}`,
    want: ':1:8 import-missing',
    fix: '"@sluice/contract"',
  },
  {
    name: 'a package that is not installed',
    given: `import 'left-pad-2';\n${event()}`,
    want: ':1:8 import-missing',
    fix: 'npm install',
  },
  {
    name: 'a misspelt module of Node',
    given: `import 'node:fss';\n${event()}`,
    want: ':1:8 import-missing',
    fix: '"node:fs"',
  },
  {
    name: 'a wrong name of a module of Node',
    given: `import { readFileSink } from 'node:fs';\nreadFileSink();\n${event()}`,
    want: ':1:10 import-unknown',
    fix: 'Did you mean readFileSync?',
  },
  {
    name: 'a misspelt file',
    given: `import './shard.js';\n${event()}`,
    want: ':1:8 import-missing',
    fix: '"./shared.js"',
    beside: { 'schemas/buy/shared.mts': '' },
  },
  {
    name: 'a wrong name of a file beside it',
    given: `import { pricee } from './parts/price.js';\n${imports}${event('{ pricee }')}`,
    want: ':1:10 import-unknown',
    fix: 'Did you mean price?',
    beside: { 'schemas/buy/parts/price.ts': 'export const price = 1;\n' },
  },
  {
    name: 'a file outside',
    given: `import '../../lib.js';\n${event()}`,
    want: ':1:8 import-outside',
    fix: 'Move',
    beside: { 'lib.ts': '' },
  },
  {
    name: 'a type that TypeBox has not',
    given: `${imports}${event(`{\n  a: Type.Uuid(${about}) }`)}`,
    want: ':3:11 definition-failed',
    fix: "import { Uuid } from '@sluice/contract'",
  },
  {
    name: 'a misspelt member of Type',
    given: `${imports}${event(`{\n  a: Type.Strng(${about}) }`)}`,
    want: ':3:11 definition-failed',
    fix: 'Did you mean Type.String?',
  },
  {
    name: 'a helper that was not imported',
    given: `${imports}${event(`{ a: Uuid(${about}) }`)}`,
    want: ':2:106 definition-failed',
    fix: "import { Uuid } from '@sluice/contract'",
  },
  {
    name: 'an exception',
    given: `${imports}\nthrow new RangeError('no');\n${event()}`,
    want: ':3:7 definition-failed',
    fix: 'Correct the line',
  },
  {
    name: 'an exception in a file that it imports',
    given: `import './parts/fail.js';\n${imports}${event()}`,
    want: 'schemas/buy/parts/fail.ts:2:7 definition-failed',
    fix: 'Correct the line',
    beside: { 'schemas/buy/parts/fail.ts': "\nthrow new Error('no');\n" },
  },
  {
    name: 'a text that was thrown',
    given: `${imports}if (imports) throw 'no';\n${event()}`.replace('if (imports) ', ''),
    want: ':2 definition-failed',
    fix: 'Correct the line',
  },
  {
    name: 'a rejection at the top',
    given: `${imports}await Promise.reject(new Error('no'));\n${event()}`,
    want: ':2:22 definition-failed',
    fix: 'Correct the line',
  },
  {
    name: 'imports in a circle',
    given: `import { b } from './parts/b.js';\nexport const a = 'x';\n${imports}${event()}b();\n`,
    want: 'schemas/buy/parts/b.ts:2:14 definition-failed',
    fix: 'a file of its own',
    beside: {
      'schemas/buy/parts/b.ts': "import { a } from '../1.0.js';\nexport { };a.trim();\nexport const b = () => a;\n",
    },
  },
  { name: 'an empty file', given: '', want: ':1 no-definition', fix: 'restore the file from git' },
  { name: 'a byte order mark alone', given: '\uFEFF\n', want: ':1 no-definition', fix: 'export default defineEvent' },
  {
    name: 'an error that a timer throws',
    given: `${imports}setTimeout(() => { throw new Error('late'); });\nawait new Promise((then) => setTimeout(then, 5));\n${event()}`,
    want: ':2:26 definition-failed',
    fix: 'Correct the line',
  },
  {
    name: 'a promise that nobody waits for',
    given: `${imports}Promise.reject(new Error('no'));\n${event()}`,
    want: ':2:16 definition-failed',
    fix: 'Correct the line',
  },
  {
    name: 'a definition in a promise that nobody waits for',
    given: `${imports}Promise.resolve().then(() => defineEvent({ ownr: '', name: 'bad', version: '1.0', owner: 'o', description: 'd', properties: {} }));\n${event()}`,
    want: ':2: ownr unknown-key',
    fix: 'Did you mean',
    beside: { 'schemas/last/1.0.ts': `${imports}${event('{}', 'last')}` },
  },
  {
    name: 'no default export',
    given: `${imports}\nexport const buy = ${event().slice('export default '.length)}`,
    want: ':3 no-definition',
    fix: 'export default instead of export const buy =',
  },
  {
    name: 'nothing exported',
    given: `${imports}\n${event().slice('export default '.length)}`,
    want: ':3 no-definition',
    fix: 'export default',
  },
  {
    name: 'a plain object',
    given: "\nexport default { name: 'buy' };\n",
    want: ':2 no-definition',
    fix: 'export default defineEvent',
  },
  {
    name: 'a function',
    given: `${imports}export default defineEvent;\n`,
    want: ':2 no-definition',
    fix: 'export default defineEvent',
  },
  { name: 'a list', given: 'export default [];\n', want: ':1 no-definition', fix: 'export default defineEvent' },
  {
    name: 'nothing given',
    given: `${imports}export default defineEvent();\n`,
    want: ':2:16 definition-missing',
    fix: 'defineEvent({ … })',
  },
  {
    name: 'the name of another folder',
    given: `${imports}export default defineEvent({\n  version: '1.0',\n  name: 'bye', owner: 'o', description: 'd', properties: {} });\n`,
    want: ':4 misplaced',
    fix: "name: 'buy'",
  },
  {
    name: 'the version of another file',
    given: `${imports}${event('{}', 'buy', '1.1')}`,
    want: ':2 misplaced',
    fix: "version: '1.0'",
  },
  {
    name: 'a conflict',
    given: `${imports}<<<<<<< HEAD\n${event()}=======\n${event()}>>>>>>> branch\n`,
    want: ':2 merge-conflict',
    fix: 'Keep one of the two parts',
  },
  {
    name: 'a conflict in a comment',
    given: `${imports}/*\r\n<<<<<<< HEAD\r\n=======\r\n>>>>>>> b\r\n*/\r\n${event()}`,
    want: ':3 merge-conflict',
    fix: 'Keep one of the two parts',
  },
  {
    name: 'a conflict in a file beside it',
    given: `import './parts/a.js';\n${imports}${event()}`,
    want: 'schemas/buy/parts/a.ts:1 merge-conflict',
    fix: 'Keep one of the two parts',
    beside: { 'schemas/buy/parts/a.ts': '<<<<<<< HEAD\n=======\n>>>>>>> b\n' },
  },
  {
    name: 'a field that is wrong',
    given: `${imports}${event(`{\n  good: Type.String(${about}),\n  list: Type.Array(Type.Object({\n    bad: Type.Null(${about}) }), ${about}) }`)}`,
    want: ':5: properties.list.items.properties.bad no-column-type',
    fix: 'Type.Optional',
  },
];
