import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { DocumentationPage } from "@/components/documentation/documentation-page";
import { readDocuments } from "@/lib/documentation/documents";

const find = (page: string) => readDocuments().find(({ path }) => path === `/docs/${page}`);

export async function generateMetadata({ params }: PageProps<"page">): Promise<Metadata> {
  return { title: find((await params).page)?.title ?? "Unknown document" };
}

/** `/docs/<name>`: a document of the folder docs/. */
export default async function Page({ params }: PageProps<"page">) {
  const shown = find((await params).page);
  if (shown === undefined) notFound();
  return <DocumentationPage shown={shown} />;
}
