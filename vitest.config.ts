import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/seed.ts"],
    testTimeout: 120_000,
    // Modules hold no state that a test could leave behind, so each is loaded once a worker: a third of the time.
    isolate: false,
    maxWorkers: "100%",
  },
});
