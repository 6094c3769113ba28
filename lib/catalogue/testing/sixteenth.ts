import { z } from "zod";
import { declareEventType } from "../eventType";
import { acceptAliases, field, group } from "../field";

/** An event type no engine sends, with every kind of field, to show that a declaration is all it takes. */
export const databaseVacuumed = declareEventType({
  name: "database_vacuumed",
  title: "Database vacuumed",
  group: "engine",
  since: "4.1.0",
  aliases: ["database_vacumed"],
  sentWhen: "After a database was vacuumed.",
  why: "To test the catalogue.",
  data: z.object({
    databases: field(z.array(z.string().max(63)), {
      class: "identifier",
      what: "The databases.",
      why: "To test lists of identifiers.",
      example: ["shop"],
      since: "4.1.0",
    }),
    remark: field(z.string().max(100).nullable(), {
      class: "free text",
      knownTexts: ["All good", "Cancelled"],
      what: "How it went.",
      why: "To test free text.",
      example: "All good",
      since: "4.1.0",
    }),
    pages: group(
      acceptAliases(
        z.object({
          removed: field(z.int().min(0).optional(), {
            class: "technical",
            what: "Pages removed.",
            why: "To test fields in groups.",
            unit: "pages",
            aliases: ["pagesRemoved"],
            example: 7,
            since: "4.2.0",
          }),
        }),
      ).optional(),
      { what: "Pages.", since: "4.2.0" },
    ),
  }),
  example: { databases: ["shop"], remark: "All good", pages: { removed: 7 } },
});
