import { isAway } from "@/lib/database/errors";
import { notForAll } from "@/lib/http/forAll";

/** What is read; null where that is not possible because the database is away. */
export function unlessAway<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (!isAway(error)) throw error;
    notForAll();
    return null;
  });
}
