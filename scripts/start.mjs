// `npm start` and `npm run dev`: from a fresh clone to a serving process. Plain JavaScript without packages, because
// it is what installs them.
import { prepare } from "./prepare.mjs";

const isDevelopment = process.argv.includes("--dev");
await prepare({ build: !isDevelopment });
await import("../server.mjs");
