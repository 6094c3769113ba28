// Runs a TypeScript program of the project: `node scripts/run.mjs <file> [parameters]`. Installs first, if need be.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { prepare } from "./prepare.mjs";

const [file = "", ...parameters] = process.argv.slice(2);
await prepare({ build: false });
process.chdir(join(import.meta.dirname, ".."));
process.argv = [process.execPath, resolve(file), ...parameters];
const { register } = await import("tsx/esm/api");
register();
await import(pathToFileURL(resolve(file)).href);
