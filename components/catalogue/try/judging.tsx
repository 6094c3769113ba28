import { useDeferredValue, useMemo } from "react";
import { catalogue } from "@/lib/catalogue";
import { type ExampleOptions, makeExample } from "./examples";
import { judge } from "./judge";
import { VerdictView } from "./verdict";

interface JudgingProps {
  text: string;
  typeName: string;
  retentionDays: number;
}

/** The verdict on a text, while it is typed. The catalogue and its schemas come with it. */
export function Judging({ text, typeName, retentionDays }: JudgingProps) {
  const judged = useDeferredValue(text);
  const verdict = useMemo(
    () => judge(judged, { catalogue, typeName, now: new Date(), retentionDays }),
    [judged, typeName, retentionDays],
  );
  return <VerdictView verdict={verdict} />;
}

/** The example of a type by its name; nothing where there is no such type. */
export function exampleOf({
  typeName,
  ...options
}: Omit<ExampleOptions, "type"> & { typeName: string }): string {
  const type = catalogue.find(typeName);
  return type === undefined ? "" : makeExample({ type, ...options });
}
