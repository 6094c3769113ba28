import { CallList } from "@/components/catalogue/call-list";
import { engineCalls } from "@/lib/catalogue";

export const metadata = {
  title: "Calls",
  description:
    "Every call DBLab Engine makes home: when, with what headers and body, what is answered, what is kept, and how to switch it off.",
};

/** `/calls`: every call that engines make. */
export default function CallsPage() {
  return <CallList calls={engineCalls} />;
}
