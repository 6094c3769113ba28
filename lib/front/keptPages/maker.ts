import type { BesideFront } from "../besideFront";
import { FiguresRevision } from "./figures";
import type { Maker } from "./keptPages";

/** What is made by the process beside; what is known of its figures is forgotten when another one takes its place. */
export function createMaker({
  pages,
  askFigures,
  make,
}: Pick<BesideFront, "askFigures"> & {
  readonly pages: Pick<BesideFront["pages"], "generation">;
  readonly make: Maker["make"];
}): Maker {
  let of: number | null = null;
  let figures = new FiguresRevision({ ask: askFigures });
  const current = () => {
    if (of !== pages.generation) figures = new FiguresRevision({ ask: askFigures });
    of = pages.generation;
    return figures;
  };
  return {
    get generation() {
      return pages.generation;
    },
    readFigures: () => current().read(),
    mayServe: (revision) => current().mayServe(revision),
    make,
  };
}
