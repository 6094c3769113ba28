/** A sentence with names of settings, such as `platform.enableTelemetry`: a narrow place breaks them at their dots, not in a word. */
export function SettingNames({ text }: { text: string }) {
  // A dot with letters on both sides is within a name.
  const parts = text.split(/(?<=\w\.)(?=\w)/);
  return parts.map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity and never move
    <span key={place} className="wrap-normal">
      {part}
      {place < parts.length - 1 ? <wbr /> : null}
    </span>
  ));
}
