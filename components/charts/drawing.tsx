interface DrawingProps {
  /** An SVG element made by lib/charts, which escapes every text in it. Never anything else. */
  svg: string;
  className?: string;
}

/** A picture drawn on the server, put into the page as it is. */
export function Drawing({ svg, className }: DrawingProps) {
  const drawn = { dangerouslySetInnerHTML: { __html: svg } };
  return <div className={className} {...drawn} />;
}
