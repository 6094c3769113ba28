// `npm run relay -- https://…`: the service as a relay of the one at that address.
const [address] = process.argv.slice(2);
if (address !== undefined) process.env.RELAY_TO = address;
if (!process.env.RELAY_TO) {
  process.stderr.write("dblab-telemetry: npm run relay -- https://the.service.upstream\n");
  process.exit(1);
}
await import("./start.mjs");
