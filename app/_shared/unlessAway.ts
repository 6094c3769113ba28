import { isAway } from "@/lib/database/errors";

/** What is read; null where that is not possible because the database is away. */
export function unlessAway<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (isAway(error)) return null;
    throw error;
  });
}
