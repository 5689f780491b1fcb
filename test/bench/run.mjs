// Measures what is shipped: the benchmarks are bundled as dist/ is, and run by plain Node.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = new URL("../../", import.meta.url);
const bundle = new URL("node_modules/.cache/coalmine/bench.mjs", root);
await build({
  entryPoints: [fileURLToPath(new URL("test/bench/main.ts", root))],
  outfile: fileURLToPath(bundle),
  bundle: true,
  format: "esm",
  target: "node20",
  platform: "node",
  packages: "external",
  define: { "import.meta.url": JSON.stringify(new URL("test/bench/main.ts", root).href) },
  logLevel: "error",
});
await import(bundle.href);
