/**
 * The folder of package.json, where the migrations and the database's worker are read from. Not derived from
 * the module's own address, which a bundler changes.
 */
export function projectFolder(): string {
  return process.cwd();
}
