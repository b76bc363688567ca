import { rebuildRaw } from '../replay/rebuild-fs.js';
import { tickContract } from './tick-contract.js';

/** Rebuilds the raw rows of a folder by the second major version of the contract, until it is done or killed. */
process.stdout.write('ready\n');
await rebuildRaw({ dataDir: process.argv[2] ?? '', contract: tickContract('new', 10, 2) });
process.stdout.write('done\n');
