/** Part of the method of statistics of those that are followed. */
export const followedSentence =
  "Where more than 500 instances are active, about so many are followed: every second, fourth or eighth, always the same ones, whatever they do.";
