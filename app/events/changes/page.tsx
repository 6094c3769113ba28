import type { PageProps } from "@/app/_shared/pageProps";
import { EventChanges } from "@/components/catalogue/event-changes";
import { catalogue } from "@/lib/catalogue";

export const metadata = {
  title: "What each engine version changed",
  description: "Event types and fields that each version of DBLab Engine added or changed, newest first.",
};

/** `/events/changes`: what each engine version added or changed, and what an upgrade would change. */
export default async function ChangesPage({ searchParams }: PageProps) {
  const { from, to } = await searchParams;
  const tag = (value: typeof from) => (typeof value === "string" ? value : undefined);
  return <EventChanges catalogue={catalogue} from={tag(from)} to={tag(to)} />;
}
