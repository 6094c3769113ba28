const irregular: Readonly<Record<string, string>> = {
  sent: "send",
  kept: "keep",
  held: "hold",
  built: "build",
  made: "make",
  ran: "run",
  began: "begin",
  indices: "index",
  queries: "query",
};

/** What remains of an English word without its usual endings: `branches` and `branch` are one. */
export function stem(word: string): string {
  const known = irregular[word];
  if (known !== undefined) return known;
  if (word.length < 4 || /\d/.test(word)) return word;
  const one = withoutPlural(word);
  return one.length > 4 ? withoutEnding(one) : one;
}

function withoutPlural(word: string): string {
  if (/ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.replace(/es$/, "");
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutEnding(word: string): string {
  const [, root = ""] = /^(.{3,})(?:ing|ed)$/.exec(word) ?? [];
  if (root === "" || !/[aeiouy]/.test(root)) return word.replace(/(?<=.{3})e$/, "");
  // `stopped` is `stop`, but `pulled` is `pull`.
  return root.replace(/([bdgmnprt])\1$/, "$1").replace(/(?<=.{3})e$/, "");
}
