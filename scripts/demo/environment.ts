import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import type { Fleet } from "./fleet";
import { dayMs } from "./time";

const leastRetentionDays = 600;
const retentionMarginDays = 40;

/**
 * The settings of a demo: a public installation in a folder of its own. What would lead to another database is emptied
 * rather than left out, for Next fills in from `.env` what is not there.
 */
export function demoEnvironment(
  fleet: Pick<Fleet, "start">,
  { folder, port, now }: { readonly folder: string; readonly port: number; readonly now: Date },
): Record<string, string> {
  const reach = Math.ceil((now.getTime() - fleet.start.getTime()) / dayMs) + retentionMarginDays;
  return {
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: "",
    INSTANCE_ID_PEPPER: "",
    SESSION_SECRET: "",
    OPERATOR_TOKEN: randomBytes(24).toString("base64url"),
    OPERATOR_TOKEN_SHA256: "",
    BILLING_RETENTION_DAYS: "",
    PUBLIC_URL: `http://localhost:${port}`,
    PUBLISH_MIN_INSTANCES: "",
    COUNT_AFTER_DAYS: "",
    RAW_RETENTION_DAYS: String(Math.max(leastRetentionDays, reach)),
    RATE_LIMIT_INSTANCE: "0",
    RATE_LIMIT_ADDRESS: "0",
    NEW_INSTANCES_PER_NETWORK: "0",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
  };
}

/** The port to serve on: the one given, 3000 without one, a free one for 0, since the address has to be known before. */
export function choosePort(given: string | undefined): Promise<number> {
  const port = Number(given || "3000");
  if (port !== 0) return Promise.resolve(port);
  return findPort();
}

/** A port that is free now. */
export function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
