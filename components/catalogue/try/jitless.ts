import { z } from "zod";

// Zod compiles validators with `new Function`, which our Content-Security-Policy forbids. Imported before any schema is
// made, and for the browser only: on the server this setting would slow down the reading of events.
if (typeof window !== "undefined") z.config({ jitless: true });
