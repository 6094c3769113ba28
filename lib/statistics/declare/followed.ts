import { sayCount } from "../../words/sayNumbers";

/** So many instances are followed at most, about: their raw events are many. */
export const mostFollowed = 500;

/** Part of the method of statistics of those that are followed. */
export const followedSentence = `Where more than ${sayCount(mostFollowed)} instances are active, not more than that are followed: every second, fourth or eighth, always the same ones, whatever they do.`;
