/** Text of the document: its `code` set as code. */
export function InlineText({ text }: { text: string }) {
  const parts = text.split("`");
  let offset = 0;
  return parts.map((part, index) => {
    const key = offset;
    offset += part.length + 1;
    return index % 2 === 1 ? <code key={key}>{part}</code> : part;
  });
}
