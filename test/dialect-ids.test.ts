import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { everyDialect } from '@sluice/ddl';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { options } from '../packages/cli/src/commands/ddl/options.js';
import { root } from './support/sluice.js';

/**
 * A dialect is one folder: nobody else asks which one it is. What differs is a member of `Dialect`, so that the compiler names what a
 * new dialect does not say; an id that is compared, or listed with others, would be a silent default for it.
 */
const ids: ReadonlySet<string> = new Set(everyDialect.map(({ id }) => id));

/** The options by dialect, which the compiler holds against `DialectOptions`: each has a key for all of them. */
const totalRecords = [
  'packages/ddl/src/dialects/options.ts',
  'packages/ddl/src/warehouse-config.ts',
  'packages/project/src/config.ts',
  'packages/project/src/configuration/config-schema.ts',
  'packages/project/src/configuration/sluice-config.ts',
];

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

/** The id that a node says in so many words: as a text, or as the type of one. */
function idOf(node: ts.Node): string | undefined {
  const text = ts.isLiteralTypeNode(node) ? node.literal : node;
  return ts.isStringLiteralLike(text) && ids.has(text.text) ? text.text : undefined;
}

function keyOf(node: ts.Node): string | undefined {
  const { name } = node as ts.NamedDeclaration;
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && ids.has(name.text) ? name.text : undefined;
}

/** How a node asks for dialects by id; undefined where it does not. */
function asks(node: ts.Node, file: string): string | undefined {
  if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind)) {
    const id = idOf(node.left) ?? idOf(node.right);
    return id && `compares with '${id}'`;
  }
  if (ts.isCaseClause(node)) return idOf(node.expression) && `has a case '${idOf(node.expression)}'`;
  const listed = ts.isArrayLiteralExpression(node)
    ? node.elements.flatMap((one) => idOf(one) ?? [])
    : ts.isUnionTypeNode(node)
      ? node.types.flatMap((one) => idOf(one) ?? [])
      : ts.isCallExpression(node)
        ? node.arguments.flatMap((one) => idOf(one) ?? [])
        : [];
  if (listed.length > 1) return `lists ${listed.join(', ')}`;
  const keys = ts.isObjectLiteralExpression(node)
    ? node.properties.flatMap((one) => keyOf(one) ?? [])
    : ts.isTypeLiteralNode(node) || ts.isInterfaceDeclaration(node)
      ? node.members.flatMap((one) => keyOf(one) ?? [])
      : [];
  return keys.length > 1 && !totalRecords.includes(file) ? `has keys ${keys.join(', ')}` : undefined;
}

const anyId = new RegExp(`\\b(${[...ids].join('|')})\\b`);

function askedIn(file: string, text: string): string[] {
  if (!anyId.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = asks(node, file);
    if (what) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Every source of the product, below the root, with forward slashes; tests and what they are made of aside. */
const sources = ['packages', 'generators']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !/\.(test|d)\.ts$|\/(node_modules|dist|golden|test|testing)\//.test(file));

const outside = sources.filter(
  (file) => !everyDialect.some(({ id }) => file.startsWith(`packages/ddl/src/dialects/${id}/`)),
);

it('no source outside a dialect’s folder asks which dialect it is, or lists some', () => {
  expect(outside.length).toBeGreaterThan(300);
  expect(outside.flatMap((file) => askedIn(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});

it('the help of sluice ddl names every dialect', () => {
  const named = options.dialect.description.split(/, | or /);
  expect(named).toEqual(everyDialect.map(({ id }) => id));
});

describe('what is seen', () => {
  it.each([
    ["if (dialect.id === 'redshift') return 1;", "x.ts:1 compares with 'redshift'"],
    ["const isGlue = 'glue' !== id;", "x.ts:1 compares with 'glue'"],
    ["switch (id) { case 'spark': break; }", "x.ts:1 has a case 'spark'"],
    ["const known = ['athena', 'duckdb'];", 'x.ts:1 lists athena, duckdb'],
    ["oneOf('athena', 'spark');", 'x.ts:1 lists athena, spark'],
    ["type Id = 'athena' | 'redshift';", 'x.ts:1 lists athena, redshift'],
    ['const limits = { athena: [], glue: [] };', 'x.ts:1 has keys athena, glue'],
    ['interface Of { athena: 1; duckdb: 2 }', 'x.ts:1 has keys athena, duckdb'],
    ["const printed = ['athena', 'prefixes'];", undefined],
    ["const target = { id: 'athena' };", undefined],
  ])('%s', (text, want) => expect(askedIn('x.ts', text)).toEqual(want === undefined ? [] : [want]));
});
