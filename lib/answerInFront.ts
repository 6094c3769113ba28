import type { RequestListener } from "node:http";
import { assetPrefix, createAssets } from "./front/assets";
import type { Drain } from "./front/drain";
import { answerNoPage } from "./front/noPage";
import type { PageProcess } from "./front/pageProcess";
import { createPassOn } from "./front/passOn";
import { createSlots, pagePlaces, waitForSlot } from "./front/slots";
import { type Answer, answerProblem } from "./http/answerProblem";
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

interface Front {
  readonly core: Core;
  readonly ingest: OpenedIngestSide;
  readonly pages: PageProcess;
  readonly drain: Drain;
  /** Folder of the build. */
  readonly build: string;
  readonly socket: string;
  readonly clientAddressHeader: string;
}

/** The link that engines make of the host alone, whatever path they were given. */
const billing = /^\/console\/[^/?]+\/billing(?:\?|$)/;

/** Answers engines, probes and assets itself, and hands everything else on to the process with the pages. */
export function createFrontHandler({
  core,
  ingest,
  pages,
  drain,
  build,
  socket,
  clientAddressHeader,
}: Front): RequestListener {
  const { trustedProxies } = core.settings;
  const passOn = createPassOn({ socket });
  const takeSlot = createSlots(pagePlaces);
  const askPages: RequestListener = (request, response) => {
    const path = request.url ?? "/";
    if (!pages.isReady) return answerNoPage(response, "no_pages", { path });
    const client = addressOfRequest(request, trustedProxies);
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
  const assets = createAssets(build, askPages);
  const readSpoolAs = core.settings.isPrivate
    ? readSpool
    : (state: SpoolState | null) => publishSpool(readSpool(state));
  const ready = async () =>
    drain.isDraining
      ? answerProblem(problem("stopping"))
      : checkHealth(core.database, readSpoolAs(ingest.spoolState));
  const probes: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    "/api/v1/live": checkLife,
    "/api/v1/ready": ready,
    "/api/v1/health": ready,
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
    if (path === null) return answerNoPage(response, "outside", { path: target });
    (request.url?.startsWith(assetPrefix) ? assets : askPages)(request, response);
  };
}
