export { solveText } from './solve.js';
export { anyText, type TextConstraints } from './text.js';
export { needsCodePoints } from './verify.js';
