/** Set by `npm run test:full`: everything on both databases, and more of what is slow by nature. */
export const isFull = process.env.TEST_FULL !== undefined;

/** How often a property that is expensive to check is checked, and how often a server is killed. */
export const runs = {
  /** Orders and batches in which the same events are written. */
  writes: isFull ? 100 : 25,
};
