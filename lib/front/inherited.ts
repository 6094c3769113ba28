/** The first descriptor that a supervisor hands over. */
const firstDescriptor = 3;

/**
 * The socket that systemd listens on for this process (`sd_listen_fds`), or null where nobody does. What says so is taken
 * out of the environment: it is not for the processes that this one starts.
 */
export function takeInheritedSocket(
  environment: Record<string, string | undefined>,
  pid: number,
): { readonly fd: number } | null {
  const { LISTEN_PID, LISTEN_FDS } = environment;
  for (const name of ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]) delete environment[name];
  return LISTEN_PID === String(pid) && LISTEN_FDS === "1" ? { fd: firstDescriptor } : null;
}
