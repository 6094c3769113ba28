import type { PageProps } from "@/app/_shared/pageProps";
import { TryPage } from "@/components/catalogue/try/try-page";
import { catalogue } from "@/lib/catalogue";
import { getServices } from "@/lib/services";
import { readBaseUrl } from "../_shared/readBaseUrl";

export const metadata = {
  title: "Try it",
  description:
    "Check a payload or a whole request in your browser: what would be accepted, kept, hashed and left out.",
};

/** `/try`: checks what is pasted, in the browser. */
export default async function TryItPage({ searchParams }: PageProps) {
  const { settings } = await getServices();
  return (
    <TryPage
      catalogue={catalogue}
      parameters={await searchParams}
      baseUrl={await readBaseUrl()}
      retentionDays={settings.rawRetentionDays}
    />
  );
}
