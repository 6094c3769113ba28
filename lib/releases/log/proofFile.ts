/** The name of the proof that a release is in the log, among the addresses of its files. It is none of them: it grows with the log. */
export const proofFile = "release.tlog-proof";
