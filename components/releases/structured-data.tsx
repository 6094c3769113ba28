/** What search engines read of a page: JSON-LD in a block that no browser runs. */
export function StructuredData({ data }: { data: unknown }) {
  // Nothing in it can end the block.
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React would escape quotes, which JSON does not know.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
