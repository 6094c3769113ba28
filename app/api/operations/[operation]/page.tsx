import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { PageProps } from "@/app/_shared/pageProps";
import { readOpenApi } from "@/app/_shared/readOpenApi";
import { OperationPage } from "@/components/api/operation-page";
import { findOperation } from "@/components/api/read-openapi";

export async function generateMetadata({ params }: PageProps<"operation">): Promise<Metadata> {
  const shown = findOperation(await readOpenApi(), (await params).operation);
  if (shown === undefined) return { title: "Unknown operation" };
  const { method, path, operation } = shown;
  return {
    title: `${operation.summary} · API`,
    description: `${method} ${path}. ${operation.description ?? ""}`,
  };
}

/** `/api/operations/<name>`: all there is to say about an operation. */
export default async function Page({ params }: PageProps<"operation">) {
  const document = await readOpenApi();
  const shown = findOperation(document, (await params).operation);
  if (shown === undefined) notFound();
  return <OperationPage document={document} shown={shown} />;
}
