import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** A program of bench/ that works until it is stopped. */
export interface Beside<Found> {
  /** Ends it. @returns what it found */
  stop(): Promise<Found>;
}

/** Starts a program in a process of its own: starting and stopping a server stops the one that does it. */
export function startBesideProcess<Found>(file: string, parameter: object): Beside<Found> {
  const child = spawn(process.execPath, ["scripts/run.mjs", file, JSON.stringify(parameter)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const output = text(child.stdout);
  return {
    async stop() {
      child.stdin.end();
      await once(child, "exit");
      return JSON.parse(await output) as Found;
    },
  };
}

/**
 * The other end: works until it is stopped, and tells what it found. Does nothing where the program was not started so.
 * @param file of the program, as `import.meta.filename` says it
 * @param begin starts the work, and gives what ends it
 */
export async function workBeside<Parameter>(
  file: string,
  begin: (parameter: Parameter) => () => Promise<object>,
): Promise<void> {
  const [, program, parameter] = process.argv;
  if (program !== file || parameter === undefined) return;
  const end = begin(JSON.parse(parameter) as Parameter);
  await text(process.stdin);
  process.stdout.write(JSON.stringify(await end()));
}
