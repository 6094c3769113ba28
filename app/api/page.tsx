import { readOpenApi } from "@/app/_shared/readOpenApi";
import { ApiPage } from "@/components/api/api-page";

export const metadata = {
  title: "API",
  description: "The calls of DBLab Telemetry: what they take, what they answer, and shell lines that work.",
};

export default async function Page() {
  return <ApiPage document={await readOpenApi()} />;
}
