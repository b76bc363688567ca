export { type Bundle, bundled, namingFiles } from './bundle.js';
export type { FileProblem, Files, Opened } from './reach.js';
