// Writes docs/rules.md from the rule table, and the reasons for unknown answers into docs/compatibility.md; a test compares both.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderRulesPage, withUnknownReasons } from '../packages/compat/lib/internal.js';
import { root } from './steps.mjs';

writeFileSync(path.join(root, 'docs', 'rules.md'), renderRulesPage());

const engine = path.join(root, 'docs', 'compatibility.md');
writeFileSync(engine, withUnknownReasons(readFileSync(engine, 'utf8')));
