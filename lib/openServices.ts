import { randomBytes } from "node:crypto";
import { createReadPage } from "./front/keptPages/readPage";
import { type Environment, openCore } from "./openCore";
import { type OpenedIngestSide, openIngestSide } from "./openIngestSide";
import { openPageSide } from "./openPageSide";
import { type Services, servicesKey, servicesSlot } from "./services";

/**
 * Opens both sides of the service in this process; later calls give the same ones, whichever bundle of Next they come
 * from. So `next start` serves, and tests; `server.mjs` opens the sides in two processes.
 * @throws SettingsError or StartError with one line for the terminal
 */
export function openServices(
  environment: Environment = process.env,
  report: (line: string) => void = () => {},
): Promise<Services> {
  servicesSlot[servicesKey] ??= openBothSides(environment, report);
  return servicesSlot[servicesKey];
}

/** The same, as this process's alone, with what only the side of ingest has. */
export async function openBothSides(
  environment: Environment,
  report: (line: string) => void = () => {},
): Promise<Services & { readonly ingest: OpenedIngestSide }> {
  const core = await openCore(environment, report);
  const { database } = core;
  try {
    const engines = await openIngestSide(core);
    const pages = await openPageSide(core, engines, async () => engines.measure());
    let closing: Promise<void> | null = null;
    return {
      ...pages,
      ingest: engines,
      receive: engines.receive,
      makeForAll: null,
      readPage: createReadPage({ at: { host: "127.0.0.1", port: core.settings.port }, header: null }),
      clientAddressHeader: `x-client-address-${randomBytes(16).toString("hex")}`,
      close() {
        closing ??= Promise.all([pages.close(), engines.close()]).then(() => database.close());
        return closing;
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
