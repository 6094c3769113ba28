export async function register() {
  console.log("REGISTER", process.env.NEXT_RUNTIME, process.pid);
  (globalThis as unknown as { probe?: number }).probe = 42;
}
