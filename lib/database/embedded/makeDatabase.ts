import { fork } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../projectFolder";
import { StartError } from "../types";

/**
 * Makes a new, closed database in an empty folder; takes a few seconds.
 *
 * @throws StartError when that fails, as on a full disk.
 */
export function makeDatabase(folder: string): Promise<void> {
  const file = join(projectFolder(), "lib", "database", "embedded", "initialize.mjs");
  const child = fork(/* turbopackIgnore: true */ file, [folder, String(process.pid)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let problem = "its process ended";
  child.on("message", (message) => {
    problem = String(message);
  });
  return new Promise((resolve, reject) => {
    const fail = () => reject(new StartError(`A new database cannot be made in ${folder}: ${problem}.`));
    child.once("error", fail);
    child.once("exit", (code) => (code === 0 ? resolve() : fail()));
  });
}
