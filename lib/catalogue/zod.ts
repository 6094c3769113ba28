import { z } from "zod";

// Zod compiles validators with `new Function`, which the pages' Content-Security-Policy forbids, and tries whether it may
// as soon as a schema is made. So everything that declares takes Zod from here. For the browser only: on the server the
// setting would slow down the reading of events.
if (typeof window !== "undefined") z.config({ jitless: true });

export { z };
