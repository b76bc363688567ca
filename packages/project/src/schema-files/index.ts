export { type ReadSchema, readSchema } from './schema-files-fs.js';
