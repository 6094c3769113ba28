import type { IncomingMessage, RequestListener } from "node:http";
import { metricsPath } from "./answerMetrics";
import { declarePublicPages, mainPages } from "./declarePublicPages";
import { assetPrefix, createAssets } from "./front/assets";
import type { BesideFront } from "./front/besideFront";
import type { Drain } from "./front/drain";
import { createAddressReader } from "./front/keptPages/addresses";
import { createAnswerKept } from "./front/keptPages/answerKept";
import { createAskForAll } from "./front/keptPages/askForAll";
import { KeptPages } from "./front/keptPages/keptPages";
import { createMaker } from "./front/keptPages/maker";
import { answerNoPage } from "./front/noPage";
import { createPassOn } from "./front/passOn";
import { createSlots, pagePlaces, waitForSlot } from "./front/slots";
import { type Answer, answerJson, answerProblem } from "./http/answerProblem";
import { baseUrlOf } from "./http/baseUrl";
import { addressOfRequest } from "./http/clientAddress";
import { offSite } from "./http/onSite";
import { problem } from "./http/problems";
import { screen } from "./http/screen";
import { sendAnswer } from "./http/sendAnswer";
import type { Core } from "./openCore";
import type { OpenedIngestSide } from "./openIngestSide";
import type { SpoolState } from "./spool/spool";
import { checkHealth } from "./status/checkHealth";
import { checkLife } from "./status/checkLife";
import { publishSpool, readSpool } from "./status/readSpool";
import type { Version } from "./status/readVersion";

interface Front {
  readonly core: Core;
  readonly ingest: OpenedIngestSide;
  readonly beside: BesideFront;
  readonly drain: Drain;
  /** Folder of the build. */
  readonly build: string;
  readonly socket: string;
  readonly clientAddressHeader: string;
  readonly forAllHeader: string;
  /** Null for whoever may not see metrics, or where this port has none. */
  readonly answerMetrics: (authorization: string | undefined) => Promise<Answer | null>;
  readonly version: Version;
  /** Told how much memory kept pages take, when it is asked. */
  readonly onKept: (kept: Pick<KeptPages, "bytes">) => void;
}

/** The link that engines make of the host alone, whatever path they were given. */
const billing = /^\/console\/[^/?]+\/billing(?:\?|$)/;

/** Answers engines, probes and assets itself, and hands everything else on to the process with the pages. */
export function createFrontHandler({
  core,
  ingest,
  beside,
  drain,
  build,
  socket,
  clientAddressHeader,
  forAllHeader,
  answerMetrics,
  version,
  onKept,
}: Front): RequestListener {
  const { settings } = core;
  const { trustedProxies } = settings;
  const { pages } = beside;
  const clientOf = (request: IncomingMessage) => addressOfRequest(request, trustedProxies);
  const passOn = createPassOn({ socket });
  const takeSlot = createSlots(pagePlaces);
  const askPages: RequestListener = (request, response) => {
    const path = request.url ?? "/";
    if (!pages.isReady) return answerNoPage(response, "no_pages", { path });
    const client = clientOf(request);
    const headers = client === null ? {} : { [clientAddressHeader]: client };
    const stopWaiting = waitForSlot(
      () => takeSlot(client),
      (slot) => {
        if (slot === null) return answerNoPage(response, "too_many_pages", { path });
        passOn(request, response, {
          headers,
          onMade: slot.free,
          onFailure: () => answerNoPage(response, "no_pages", { path }),
        });
      },
    );
    response.once("close", stopWaiting);
  };
  const askForAll = createAskForAll({ socket, header: forAllHeader, isPublished: !settings.isPrivate });
  const kept = new KeptPages({
    maker: createMaker({
      ...beside,
      make: (address, baseUrl, client) =>
        new Promise((resolve, reject) => {
          waitForSlot(
            () => takeSlot(client),
            (slot) => {
              if (slot === null) return reject(new Error("no place"));
              askForAll(address, baseUrl).then(resolve, reject).finally(slot.free);
            },
          );
        }),
    }),
  });
  onKept(kept);
  const readAddress = createAddressReader(declarePublicPages(settings));
  const { publicUrl } = settings;
  if (publicUrl !== undefined) {
    const first = mainPages.flatMap((path) => readAddress(path) ?? []);
    void beside.pages.firstReady.then(() => kept.warm(first, publicUrl));
  }
  const answerKept = createAnswerKept({
    pages: kept,
    readAddress,
    isAway: () => ingest.isAway,
    publicUrl,
    baseUrlOf: (headers) => baseUrlOf(settings, headers),
    clientOf,
    otherwise: askPages,
  });
  const assets = createAssets(build, askPages);
  const readSpoolAs = core.settings.isPrivate
    ? readSpool
    : (state: SpoolState | null) => publishSpool(readSpool(state));
  const ready = async () =>
    drain.isDraining
      ? answerProblem(problem("stopping"))
      : checkHealth(core.database, readSpoolAs(ingest.spoolState));
  const sayVersion = () => answerJson(version);
  const probes: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    "/live": checkLife,
    "/ready": ready,
    "/version": sayVersion,
    "/api/v1/live": checkLife,
    "/api/v1/ready": ready,
    "/api/v1/health": ready,
    "/api/v1/version": sayVersion,
  };
  return (request, response) => {
    if (screen(request, response)) return;
    const target = request.url ?? "";
    const path = offSite(target) ?? (billing.test(target) ? target : null);
    // From here on an address is a path of this service. Engines and probes that ask this process itself need not know
    // where its pages are published.
    request.url = path ?? target;
    if (ingest.handleIngest(request, response)) return;
    const probe = request.method === "GET" ? probes[request.url ?? ""] : undefined;
    if (probe !== undefined)
      return void Promise.resolve(probe()).then((answer) => sendAnswer(response, answer));
    if (request.url === metricsPath && request.method === "GET") {
      return void answerMetrics(request.headers.authorization).then(
        (answer) => sendAnswer(response, answer ?? answerProblem(problem("unknown_call"))),
        () => response.destroy(),
      );
    }
    if (path === null) return answerNoPage(response, "outside", { path: target });
    (request.url?.startsWith(assetPrefix) ? assets : answerKept)(request, response);
  };
}
