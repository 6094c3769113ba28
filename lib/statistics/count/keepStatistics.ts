import type { Database } from "../../database/types";
import type { Turn } from "../../jobs/job";
import { countPrivately } from "./countPrivately";
import { type CountOptions, countWeeks } from "./countWeeks";

/** Counts what is closed: once where it is published, and again with every late event where it is not. */
export function keepStatistics(database: Database, turn: Turn, options: CountOptions): Promise<void> {
  return options.isPrivate ? countPrivately(database, turn, options) : countWeeks(database, turn, options);
}
