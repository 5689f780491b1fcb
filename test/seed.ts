import fc from "fast-check";

const { COALMINE_SEED: asked, COALMINE_RUNS: runs } = process.env;

/**
 * Random tests draw the same values everywhere, so that what passes here passes there; `npm run test:long` draws new ones.
 * `COALMINE_SEED` sets the seed, and every failure prints its own.
 */
const seed = asked !== undefined ? Number(asked) : runs === undefined ? 20_260_105 : undefined;
if (seed !== undefined) fc.configureGlobal({ seed });
