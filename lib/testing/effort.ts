/** Set by `npm run test:full`: everything on both databases, and more of what is slow by nature. */
export const isFull = process.env.TEST_FULL !== undefined;

/** How often what is slow by nature is done in `npm run test:full`. */
export const fullRuns = {
  /** A server is killed under load. */
  crashes: 20,
  /** The same while its database comes and goes. */
  outageCrashes: 50,
  /** Arbitrary bodies are sent to a server's handler. */
  hostileBodies: 10_000,
  /** The same events are written in another order and other batches. */
  writtenOrders: 100,
  /** The same on the embedded database. */
  writtenOrdersEmbedded: 100,
  /** Made-up fleets are published, for each statistic. */
  publishedFleets: 150,
} as const;

/** How often it is done in this run. */
export const runs = isFull
  ? fullRuns
  : {
      crashes: 2,
      outageCrashes: 3,
      hostileBodies: 1_000,
      writtenOrders: 25,
      writtenOrdersEmbedded: 5,
      publishedFleets: 50,
    };
