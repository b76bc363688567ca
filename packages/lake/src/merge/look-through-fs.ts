import { type Hour, hourPath } from '@sluice/disk';
import type { Damage } from '../lake/damage.js';
import type { Disk } from '../lake/disk.js';
import { changedRunFile, removeChangedHashes, writeRecord } from '../lake/lake-files.js';
import type { HourListing } from '../lake/record.js';

/**
 * Looks through the files of hours before they are read, each run once a merge, and compares them with the digests that were
 * taken when they were written. An hour with a changed file is noted as such on the disk, so that it is merged again also
 * where this merge is interrupted.
 */
export class Looked {
  readonly #lakeDir: string;
  readonly #disk: Disk | undefined;
  readonly #sound = new Set<string>();
  #found: Hour[] = [];

  constructor(lakeDir: string, disk?: Disk) {
    this.#lakeDir = lakeDir;
    this.#disk = disk;
  }

  /** The listing with the damage that was found. */
  async through(listing: HourListing): Promise<HourListing> {
    const { hour, record, damage, isRunMissing } = listing;
    if (!record || isRunMissing) return listing;
    const key = `${hourPath(hour)}/${record.run}`;
    if (this.#sound.has(key)) return listing;
    const found = damage ?? (await changedRunFile(this.#lakeDir, hour, record));
    if (found) return this.#note(listing, found);
    await removeChangedHashes(this.#lakeDir, hour, record);
    this.#sound.add(key);
    return listing;
  }

  async #note(listing: HourListing, damage: Damage): Promise<HourListing> {
    const { hour, record } = listing;
    if (!record) return listing;
    const noted = { ...record, damaged: damage };
    if (record.damaged === undefined) {
      await writeRecord(this.#lakeDir, hour, noted, this.#disk);
      this.#found.push(hour);
    }
    return { ...listing, record: noted, damage };
  }

  /** Hours that were found damaged since the last call. */
  taken(): Hour[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}
