import { defineConfig } from "vite";

// Everything that the page needs is in the build; names carry their content, so that they may be kept forever.
export default defineConfig({
  base: "/",
  build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, target: "es2022", modulePreload: { polyfill: false } },
  worker: { format: "es" },
});
