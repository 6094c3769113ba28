import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { isIPv6 } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { basePathOf } from "../basePath.mjs";
import { createFrontHandler } from "./answerInFront";
import { createAnswerMetrics, createMetricsServer } from "./answerMetrics";
import { serveControl } from "./control";
import { writeBackup } from "./database/embedded/backup/writeBackup";
import { isEmbedded } from "./database/embedded/openEmbedded";
import { announcement } from "./front/announce";
import { startBeside } from "./front/besideFront";
import { createDrain } from "./front/drain";
import { takeInheritedSocket } from "./front/inherited";
import { createListener } from "./front/listen";
import { onlyWithParent } from "./front/onlyWithParent";
import { basePath } from "./http/onSite";
import { FrontMeter } from "./metrics/ofFront";
import { readDisk } from "./metrics/readDisk";
import { openCore, wordsOfFailure } from "./openCore";
import { openIngestSide } from "./openIngestSide";
import { createLog, endWith, handOn, logFaults, sayProgress, sayServing } from "./output";
import { relayViewOf } from "./relay/relayOf";
import { SettingsError } from "./settings/settings";
import { readVersion } from "./status/readVersion";

/** What was received is answered first; a page that is still being read does not hold the process up. */
const patienceMs = 5_000;

/**
 * Serves until the process is asked to stop: engines, assets and health here, on an event loop that renders no page; pages
 * in a process beside, which is asked over a private socket.
 * @param project the folder of package.json
 * @param build the folder of the build, in which this program lies
 */
export async function startFront(project: string, build: string): Promise<void> {
  logFaults(createLog());
  try {
    await serve(project, build);
  } catch (error) {
    endWith(wordsOfFailure(error));
  }
}

async function serve(project: string, build: string): Promise<void> {
  if (basePathOf(process.env.PUBLIC_URL) !== basePath) {
    throw new SettingsError(
      `the build is for ${basePath === "" ? "the root of a host" : `the path ${basePath}`}, PUBLIC_URL is not: npm start builds again`,
    );
  }
  const inherited = takeInheritedSocket(process.env, process.pid);
  const core = await openCore(process.env, sayProgress);
  const { settings, database, log } = core;
  const ingest = await openIngestSide(core);
  const relay = relayViewOf(settings, core.pepper);
  const folder = mkdtempSync(join(tmpdir(), "dblab-telemetry-"));
  const socket = join(folder, "pages");
  const clientAddressHeader = `x-client-address-${randomBytes(16).toString("hex")}`;
  const forAllHeader = `x-for-all-${randomBytes(16).toString("hex")}`;
  const meter = new FrontMeter();
  const version = readVersion(build);
  let kept: { readonly bytes: number } = { bytes: 0 };
  const measure = async (isScrape: boolean) => {
    const connections = new Promise<number>((resolve) =>
      server.getConnections((error, count) => resolve(error === null ? count : 0)),
    );
    const now = {
      version: version.version,
      jobs: ingest.jobs,
      connections: await connections,
      keptBytes: kept.bytes,
      pages: beside.pages,
      disk: await readDisk(settings.dataDir),
    };
    return [...meter.read(now, isScrape), ...ingest.measure()];
  };
  const beside = startBeside({
    // Its garbage is collected sooner: memory belongs to ingest.
    command: [process.execPath, "--max-semi-space-size=2", join(project, "pages.mjs")],
    niceness: settings.pagesNiceness,
    environment: process.env,
    behind: {
      socket,
      clientAddressHeader,
      forAllHeader,
      lentDatabase: isEmbedded(database) ? database.location : null,
    },
    ingest,
    measure: () => measure(false),
    lend: (to) => (isEmbedded(database) ? database.lend(to) : to.destroy()),
    onOutput: (streams) => handOn(streams, log),
    onCrash: (end, againInMs) => log.error({ ...end, againInMs }, "the process with the pages ended"),
  });
  const { pages } = beside;
  const drain = createDrain(settings.drainSeconds, () => void stop());
  const answerMetrics = createAnswerMetrics({
    tokenHash: settings.metricsTokenHash,
    read: async () => [await measure(true), await beside.askMetrics()],
  });
  const server = createListener(
    createFrontHandler({
      core,
      ingest,
      beside,
      drain,
      build,
      socket,
      clientAddressHeader,
      forAllHeader,
      // Without a token they are on their own port alone.
      answerMetrics: settings.metricsTokenHash === undefined ? async () => null : answerMetrics,
      version,
      onKept: (pagesKept) => {
        kept = pagesKept;
      },
    }),
  );
  // What is there of a data folder is this process's where it has the embedded database in it.
  const control = isEmbedded(database)
    ? serveControl(settings.dataDir, {
        writeBackup: () => writeBackup(database, settings.dataDir),
        onError: (error) => core.reportFault(error, "commands for the running service cannot be taken"),
      })
    : null;
  const metricsServer = settings.metricsPort === undefined ? null : createMetricsServer(answerMetrics);

  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    control?.close();
    control?.closeAllConnections();
    metricsServer?.close();
    metricsServer?.closeAllConnections();
    const patience = setTimeout(() => server.closeAllConnections(), patienceMs);
    await Promise.all([ingest.close(), pages.stop()]);
    server.closeIdleConnections();
    await closed;
    clearTimeout(patience);
    await database.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, drain.begin);
  onlyWithParent(process.env, drain.begin);

  const endWhere = (listener: Server, name: "PORT" | "METRICS_PORT", port: number | undefined) =>
    listener.once("error", async (error) => {
      const inUse = "code" in error && error.code === "EADDRINUSE";
      await Promise.all([ingest.close(), pages.stop()]);
      await database.close();
      endWith(inUse ? `port ${port} is in use; set ${name} to another one` : error.message);
    });
  endWhere(server, "PORT", settings.port);
  if (metricsServer !== null) {
    endWhere(metricsServer, "METRICS_PORT", settings.metricsPort);
    metricsServer.listen(settings.metricsPort, settings.metricsHost);
  }
  await new Promise<void>((resolve) =>
    inherited === null
      ? server.listen(settings.port, settings.host, resolve)
      : server.listen(inherited, resolve),
  );
  await pages.firstReady;
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  const named = settings.host === "0.0.0.0" ? "127.0.0.1" : settings.host;
  const host = isIPv6(named) ? `[${named}]` : named;
  const announced = {
    url: settings.publicUrl ?? `http://localhost:${port}`,
    socket: `http://${host}:${port}`,
    location: database.location,
    relay,
  };
  const { url, location } = announced;
  sayServing(announcement(announced), {
    url,
    location,
    ...(relay === null ? {} : { relayOf: relay.address }),
    msg: `listening on ${announced.socket}`,
  });
}
