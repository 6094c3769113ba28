import { sayCount } from "./sayNumbers";

/** The singular, or the plural where the count needs it. */
export function inNumber(count: number, singular: string, plural = `${singular}s`): string {
  return count === 1 ? singular : plural;
}

/** `1 event`, `2 events`: the count and its noun in the number it needs. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${sayCount(count)} ${inNumber(count, singular, plural)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** Text with a capital letter at its beginning. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
