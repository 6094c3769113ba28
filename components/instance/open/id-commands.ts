/** A way to find an engine's instance ID: a command that prints it. */
export interface IdCommand {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** As it stands, for a POSIX shell. `dblab_server` is the usual name of the container. */
  readonly command: string;
}

/** Where an instance ID can be read, the shortest way first. */
export const idCommands: readonly IdCommand[] = [
  {
    id: "healthz",
    title: "GET /healthz",
    about: "Engine 3.4 and newer, without a token. The ID is in the field instanceID.",
    command: 'curl -s http://localhost:2345/healthz | grep -o \'"instanceID": *"[^"]*"\'\n',
  },
  {
    id: "label",
    title: "Container label",
    about:
      "Any version: the engine labels its service containers, such as the one of its user interface, with dblab_instance_id.",
    command:
      "docker ps --all --filter label=dblab_instance_id --format '{{ .Label \"dblab_instance_id\" }}' | sort -u\n",
  },
  {
    id: "log",
    title: "Log",
    about: "Any version: the engine writes it once, at its start.",
    command: "docker logs dblab_server 2>&1 | grep 'Database Lab Instance ID:'\n",
  },
];
