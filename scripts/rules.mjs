// Writes docs/rules.md from the rule table; a test compares it.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderRulesPage } from '../packages/compat/lib/index.js';
import { root } from './steps.mjs';

writeFileSync(path.join(root, 'docs', 'rules.md'), renderRulesPage());
