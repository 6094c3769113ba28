// `npm run demo [-- --seed 7 --instances 400 --months 18 --fresh]`: a made-up fleet, served as a public installation.
import { join } from "node:path";
import { prepare } from "./prepare.mjs";

process.chdir(join(import.meta.dirname, ".."));
await prepare({ build: true });
// Only what is imported here goes through tsx; the server is what was built.
const { tsImport } = await import("tsx/esm/api");
/** @type {typeof import("./demo/runDemo")} */
const { runDemo } = await tsImport("./demo/runDemo.ts", import.meta.url);
await runDemo(process.argv.slice(2), () => import("../server.mjs"));
