import { createServer } from "node:http";
import next from "next";

const t = Date.now();
const app = next({ dev: process.argv.includes("--dev"), port: 3999 });
await app.prepare();
console.log("prepared", Date.now() - t, process.title, process.pid);
createServer(app.getRequestHandler()).listen(3999);
