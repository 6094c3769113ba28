import { readFileSync } from "node:fs";

/** Processor time that processes took, those that they started included, in seconds; 0 where the system does not tell. */
export function cpuSeconds(pid: number | undefined, { withChildren = true } = {}): number {
  try {
    // After the name, which may hold anything: field 14 of proc(5) is the 12th.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    const children = withChildren
      ? readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean)
      : [];
    return ticks / 100 + children.reduce((sum, child) => sum + cpuSeconds(Number(child)), 0);
  } catch {
    return 0;
  }
}
