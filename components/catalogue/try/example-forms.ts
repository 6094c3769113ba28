/** The forms in which something can be pasted, and what they are called. */
export const exampleForms = {
  data: "event_data alone",
  event: "A whole event",
  request: "A whole HTTP request",
  events: "Several events, NDJSON",
} as const;

export type ExampleForm = keyof typeof exampleForms;

/** The form a text of the address names, or the simplest one. */
export function readForm(name: string | undefined): ExampleForm {
  return Object.hasOwn(exampleForms, name ?? "") ? (name as ExampleForm) : "data";
}
