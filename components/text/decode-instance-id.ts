const alphabet = "0123456789abcdefghijklmnopqrstuv";

/** The parts of an xid, in the order of its bytes. */
export interface InstanceIdParts {
  /** 4 bytes: when the engine made the ID, to the second. */
  readonly madeAt: Date;
  /** 3 bytes of a hash of the machine's ID, as six hexadecimal digits. */
  readonly machine: string;
  /** 2 bytes: the process ID, cut to 16 bits. */
  readonly process: number;
  /** 3 bytes: a counter that starts at random. */
  readonly counter: number;
}

/**
 * Takes an instance ID apart.
 * @param instanceId 20 characters `0-9 a-v`: base 32 of 12 bytes
 */
export function decodeInstanceId(instanceId: string): InstanceIdParts {
  const bits = [...instanceId].map((char) => alphabet.indexOf(char).toString(2).padStart(5, "0")).join("");
  const bytes = (from: number, count: number) => Number.parseInt(bits.slice(from * 8, (from + count) * 8), 2);
  return {
    madeAt: new Date(bytes(0, 4) * 1000),
    machine: bytes(4, 3).toString(16).padStart(6, "0"),
    process: bytes(7, 2),
    counter: bytes(9, 3),
  };
}
