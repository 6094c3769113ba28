import { DocumentationIndex } from "@/components/documentation/documentation-page";

export const metadata = {
  title: "Documentation",
  description: "How to install, configure, operate and extend DBLab Telemetry, and the decisions behind it.",
};

export default function Page() {
  return <DocumentationIndex />;
}
