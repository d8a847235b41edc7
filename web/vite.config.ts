import { brotliCompressSync, constants } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

// Everything that the page needs is in the build; names carry their content, so that they may be kept forever.
export default defineConfig({
  base: "/",
  plugins: [comesAlong(["views/where.ts", "parts/map.ts", "parts/map/sheet-map.ts"]), compressed()],
  build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0, target: "es2022", modulePreload: { polyfill: false } },
  worker: { format: "es" },
});

/** Names in the page itself what its first question needs, so that all of it comes at once rather than one after another. */
function comesAlong(modules: readonly string[]): Plugin {
  return {
    name: "comes-along",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const files = Object.values(bundle ?? {});
        const chunks = new Set(files.flatMap((file) => (file.type === "chunk" && modules.some((m) => file.moduleIds.some((id) => id.endsWith(m))) ? [file] : [])));
        for (const chunk of chunks) {
          for (const name of chunk.imports) {
            const found = bundle?.[name];
            if (found?.type === "chunk") {
              chunks.add(found);
            }
          }
        }
        const link = (rel: string, name: string, more: Record<string, string>) => ({ tag: "link", attrs: { rel, crossorigin: true, href: `/${name}`, ...more }, injectTo: "head" as const });
        const tags = [
          // What is small first: it has work to do while the rest comes.
          ...[...chunks].filter((c) => !c.isEntry).sort((a, b) => a.code.length - b.code.length).map((c) => link("modulepreload", c.fileName, {})),
        ];
        // What draws with a graphics card is most of the page, and nothing to who has none: the page asks for it when it knows.
        if ([...chunks].some((chunk) => chunk.moduleIds.some((id) => id.endsWith("parts/map/card-map.ts")))) {
          throw new Error("what draws with a graphics card comes along for everybody");
        }
        if (bundle && tags.length < modules.length) {
          throw new Error(`nothing comes along of ${modules.join(", ")}`);
        }
        return tags;
      },
    },
  };
}

/** Lays each file down a second time, as small as it gets: that takes longer than a server has. */
function compressed(): Plugin {
  return {
    name: "compressed",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
          const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
          if (file.fileName.startsWith("assets/")) {
            this.emitFile({ type: "asset", fileName: `${file.fileName}.br`, source: brotliCompressSync(bytes, { params }) });
          }
        }
      },
    },
  };
}
