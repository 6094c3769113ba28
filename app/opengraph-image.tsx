import { ImageResponse } from "next/og";
import { site } from "@/components/frame/site";

export const alt = `${site.name}: everything DBLab Engine sends, in the open`;
export const size = { width: 1200, height: 630 };
export const contentType = "image/png";

const ink = "#17212b";
const soft = "#52606e";
const accent = "#1f5f99";
const ground = "#fbfcfd";

/** The picture that other sites show beside a link to this one. */
export default function OpengraphImage() {
  return new ImageResponse(
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        padding: 80,
        background: ground,
        color: ink,
        borderTop: `14px solid ${accent}`,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", fontSize: 38 }}>
        <svg width="60" height="60" viewBox="0 0 32 32" style={{ marginRight: 20 }} role="presentation">
          <path d="M4 8c0-3 5.4-5 12-5s12 2 12 5v16c0 3-5.4 5-12 5S4 27 4 24Z" fill={accent} />
          <path d="M9.5 11.5h13M9.5 16.5h6M9.5 21.5h9.5" stroke={ground} strokeWidth="2.6" fill="none" />
        </svg>
        {site.name}
      </div>
      <div style={{ display: "flex", flexDirection: "column", fontSize: 70, lineHeight: 1.12 }}>
        <div>Everything DBLab Engine</div>
        <div>sends, in the open.</div>
      </div>
      <div style={{ display: "flex", flexDirection: "column", fontSize: 32, lineHeight: 1.4, color: soft }}>
        <div>Every field an engine reports is documented.</div>
        <div>Only aggregates are published.</div>
      </div>
    </div>,
    size,
  );
}
