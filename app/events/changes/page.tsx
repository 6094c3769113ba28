import { EventChanges } from "@/components/catalogue/event-changes";
import { catalogue } from "@/lib/catalogue";

export const metadata = {
  title: "What each engine version changed",
  description: "Event types and fields that each version of DBLab Engine added or changed, newest first.",
};

/** `/events/changes`: what each engine version added or changed. */
export default function ChangesPage() {
  return <EventChanges catalogue={catalogue} />;
}
