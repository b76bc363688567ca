export { readMigrations } from './migration-files.js';
export { publishedDocuments } from './published.js';
export {
  documentName,
  type GivenDocument,
  isRegistryDocument,
  type Surroundings,
  surroundingsOf,
} from './registry-file.js';
export { registryModel } from './registry-files.js';
