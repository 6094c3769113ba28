/** The site's mark: a database cylinder whose layers are the bars of a chart. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <path d="M4 8c0-3 5.4-5 12-5s12 2 12 5v16c0 3-5.4 5-12 5S4 27 4 24Z" fill="var(--accent)" />
      <path
        d="M9.5 11.5h13M9.5 16.5h6M9.5 21.5h9.5"
        stroke="var(--ground)"
        strokeWidth="2.6"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
