import { batchesSection } from "./batches";
import type { Section } from "./bench";
import { readersSection } from "./besideReaders";
import { connectionsSection } from "./connections";
import { memorySection } from "./memory";
import { mixedSection } from "./mixed";
import { pagesSection } from "./pages";
import { processesSection } from "./processes";
import { revisionSection } from "./revision";
import { singlesSection } from "./singles";
import { storedSection } from "./stored";

/** What `npm run bench:ingest` measures, in this order. */
export const sections: Readonly<Record<string, Section>> = {
  singles: singlesSection,
  batches: batchesSection,
  mixed: mixedSection,
  readers: readersSection,
  pages: pagesSection,
  revision: revisionSection,
  memory: memorySection,
  connections: connectionsSection,
  processes: processesSection,
  stored: storedSection,
};
