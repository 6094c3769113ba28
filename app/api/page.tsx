import type { PageProps } from "@/app/_shared/pageProps";
import { readOpenApi } from "@/app/_shared/readOpenApi";
import { ApiPage } from "@/components/api/api-page";

export const metadata = {
  title: "API",
  description:
    "The API of DBLab Telemetry: every operation, with its parameters, answers and a curl command.",
};

const longestText = 100;

/** `/api`: every operation, filtered by `q`. */
export default async function Page({ searchParams }: PageProps) {
  const { q = "" } = await searchParams;
  const text = typeof q === "string" ? q.trim().slice(0, longestText) : "";
  return <ApiPage document={await readOpenApi()} text={text} />;
}
