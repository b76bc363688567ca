export { solveText } from './solve.js';
export { anyText, type TextAnswer, type TextConstraints, type TextOptions } from './text.js';
export { needsCodePoints } from './verify.js';
