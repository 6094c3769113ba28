import type { Page } from "@playwright/test";

/** How a page opens for somebody who was never here. */
export interface Opening {
  /** Compressed, as sent. */
  readonly scriptBytes: number;
  /** Cumulative layout shift. */
  readonly shift: number;
  /** What moved most, for who has to mend it. */
  readonly moved: readonly string[];
  /** By how much tasks of the first seconds were longer than 50 ms, in all. */
  readonly blockedMs: number;
  /** When the largest text or picture was painted. */
  readonly largestPaintMs: number;
}

interface Conditions {
  /** How many times slower the processor is. */
  readonly cpuSlowdown?: number;
  /** A phone's: scripts and fonts come late. */
  readonly bytesPerSecond?: number;
  readonly latencyMs?: number;
}

interface Seen {
  shift: number;
  moved: string[];
  blockedMs: number;
  largestPaintMs: number;
}

/**
 * Opens a page with an empty cache on a slow network, and waits until its scripts and fonts have done what they do.
 * @throws Error where it is not answered 200
 */
export async function measurePage(
  page: Page,
  path: string,
  { cpuSlowdown = 1, bytesPerSecond = 500_000, latencyMs = 40 }: Conditions = {},
): Promise<Opening> {
  const devtools = await page.context().newCDPSession(page);
  for (const domain of ["Page.enable", "Network.enable"] as const) await devtools.send(domain);
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: cpuSlowdown });
  const { identifier } = await devtools.send("Page.addScriptToEvaluateOnNewDocument", {
    source: `(${watch.toString()})()`,
  });
  let scriptBytes = 0;
  const scripts = new Set<string>();
  devtools.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  const answer = await page.goto(path, { waitUntil: "load" });
  if (answer?.status() !== 200) throw new Error(`${path} was answered ${answer?.status()}`);
  const seen = await page.evaluate(settle);
  await devtools.send("Page.removeScriptToEvaluateOnNewDocument", { identifier });
  await devtools.detach();
  return { scriptBytes, ...seen };
}

interface Entry extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Runs in the page before anything else, so it has no function with a name: compilers wrap those. */
function watch() {
  const seen: Seen = { shift: 0, moved: [], blockedMs: 0, largestPaintMs: 0 };
  Object.assign(window, { seenByTest: seen });
  for (const type of ["layout-shift", "longtask", "largest-contentful-paint"]) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Entry[]) {
        if (type === "longtask") seen.blockedMs += entry.duration - 50;
        if (type === "largest-contentful-paint") seen.largestPaintMs = entry.startTime;
        if (type !== "layout-shift") continue;
        seen.shift += entry.value;
        for (const { node } of entry.sources) {
          const start = node?.textContent?.trim().slice(0, 40);
          seen.moved.push(`${entry.value.toFixed(3)} ${node?.nodeName.toLowerCase()}: ${start}`);
        }
      }
    }).observe({ type, buffered: true });
  }
}

/** Runs in the loaded page. */
async function settle(): Promise<Seen> {
  await document.fonts.ready;
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return (window as unknown as { seenByTest: Seen }).seenByTest;
}
