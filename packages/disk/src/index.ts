export {
  type AppendFile,
  type AppendHandle,
  type OpenFile,
  openAppend,
  openFile,
  syncFolder,
} from './append-fs.js';
export {
  dayMs,
  type HiveSpan,
  type HiveTime,
  hiveDay,
  hiveHour,
  hiveSpan,
  hiveTime,
  hourMs,
} from './hive-path.js';
export { type Hour, type HourRange, hourAt, hourPath, hourStart, hoursBetween, parseHour } from './hour.js';
export { type Lock, takeLock, type Waits, waitForLock } from './lock-fs.js';
export { type BadLine, filesBelow, type NumberedValue, readLineGroups, readNdjson, readNumbered } from './ndjson-fs.js';
export { keepOutOfGit, makeOwnFolder, OWN_NAMES } from './own-folder-fs.js';
export { isRunning, ownMark, type ProcessMark } from './process-fs.js';
export { type LineWriter, openLineWriter, writeLines } from './whole-file-fs.js';
