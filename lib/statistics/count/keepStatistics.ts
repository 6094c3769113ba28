import type { Database } from "../../database/types";
import type { Turn } from "../../jobs/job";
import { countPrivately } from "./countPrivately";
import { type CountOptions, countWeeks } from "./countWeeks";
import { forgetFuture } from "./forgetFuture";

/** Counts what is closed: once where it is published, and again with every late event where it is not. */
export async function keepStatistics(database: Database, turn: Turn, options: CountOptions): Promise<void> {
  await forgetFuture(database, turn, options.now());
  await (options.isPrivate ? countPrivately(database, turn, options) : countWeeks(database, turn, options));
}
