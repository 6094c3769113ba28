import type { Section } from "./bench";
import { get, postSingles } from "./load";
import type { Floor } from "./report";

const connections = 64;
const minuteSeconds = 60;
const floors: Readonly<Record<string, Floor>> = { PostgreSQL: { under: 180 }, embedded: { under: 280 } };

export const memorySection: Section = {
  title: "Memory after a minute of single events, and then of pages",
  async measure(bench) {
    const seconds = Math.min(minuteSeconds, bench.options.seconds * 8);
    for (const service of await bench.services()) {
      bench.progress(`${service.name}: ${seconds} s of events`);
      await postSingles(service, { seconds, connections });
      const events = service.processes();
      for (const path of ["/", "/statistics", "/events", "/api"])
        await get(service, path, { seconds: Math.max(1, seconds / 20), connections: 4 });
      const [front, ...pages] = service.processes();
      const pagesMegabytes = pages.reduce((sum, { residentMegabytes }) => sum + residentMegabytes, 0);
      const sum = events.reduce((all, { residentMegabytes }) => all + residentMegabytes, 0);
      bench.note(service.name, "MB after events", sum, floors[service.name]);
      bench.note(service.name, "of them front MB", events[0]?.residentMegabytes ?? 0);
      bench.note(service.name, "front MB after pages", front?.residentMegabytes ?? 0);
      bench.note(service.name, "pages MB after pages", pagesMegabytes);
    }
  },
};
