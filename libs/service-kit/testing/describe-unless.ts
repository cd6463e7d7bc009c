/**
 * What needs more than this machine may have: marked as skipped, with what is missing in its name. Where everything is
 * required, that is a failure.
 */
export function describeUnless(missing: string | undefined, name: string, suite: () => void): void {
  if (missing !== undefined && process.env['NEWID_REQUIRE_ALL'] === '1') throw new Error(missing);
  const run = missing === undefined ? describe : describe.skip;
  run(missing === undefined ? name : `${name} (not run: ${missing})`, suite);
}
