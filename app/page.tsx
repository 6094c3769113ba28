export const dynamic = "force-dynamic";
export default function Page() {
  const g = globalThis as unknown as { probe?: number };
  return (
    <p>
      probe {g.probe} pid {process.pid}
    </p>
  );
}
