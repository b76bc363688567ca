import { readFile } from 'node:fs/promises';

/** What tells one process from every other on a machine, also from a later one with the same id. */
export interface ProcessMark {
  readonly pid: number;
  /** Start of the process in the system's own clock, where the system tells it: tells a reused process id apart. */
  readonly started?: string;
}

/** The mark of this process. */
export function ownMark(): Promise<ProcessMark> {
  return markOf(process.pid);
}

/** Whether the process that a mark was made of still runs; where the system tells no start, whether any has its id. */
export async function isRunning({ pid, started }: ProcessMark): Promise<boolean> {
  return hasProcess(pid) && (await markOf(pid)).started === started;
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Field 22 of proc(5) `/proc/<pid>/stat`; the fields are counted after the name, which may hold spaces. */
async function markOf(pid: number): Promise<ProcessMark> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return started === undefined ? { pid } : { pid, started };
  } catch {
    return { pid };
  }
}
