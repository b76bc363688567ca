export * from './json.js';
export * from './painter.js';
export { renderRulesPage } from './rules-page.js';
export * from './text.js';
