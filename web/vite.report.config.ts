import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";

// The report is one file: script and styles within it, and nothing may be added to it afterwards or fetched from elsewhere.
export default defineConfig({
  base: "./",
  plugins: [oneFile()],
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { input: "report.html", output: { codeSplitting: false } },
  },
});

/** Puts script and styles into the page, and their digests into its policy: only they may run. */
function oneFile(): Plugin {
  const digest = (text: string) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
  return {
    name: "one-file",
    enforce: "post",
    generateBundle: {
      // After all others: what is digested is what is written.
      order: "post",
      handler(_, bundle) {
        const files = Object.values(bundle);
        const page = files.find((f) => f.fileName === "report.html");
        const code = files.flatMap((f) => (f.type === "chunk" ? [f.code] : []));
        const css = files.flatMap((f) => (f.type === "asset" && f.fileName.endsWith(".css") ? [String(f.source)] : []));
        if (page?.type !== "asset" || code.length !== 1) {
          throw new Error(`a report is one page and one script, not ${files.map((f) => f.fileName).join(", ")}`);
        }
        // What would end a script or a style element early cannot stand in it.
        const script = (code[0] as string).replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
        const style = css.join("\n");
        const policy = `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
        const bare = String(page.source).replace(/\s*<script type="module"[^>]*src=[^>]*><\/script>/, "").replace(/\s*<link rel="stylesheet"[^>]*>/, "");
        page.source = bare
          .replace('<meta charset="utf-8" />', () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
          .replace("</head>", () => `  <style>${style}</style>\n  </head>`)
          .replace("</body>", () => `  <script type="module">${script}</script>\n  </body>`);
        for (const { fileName } of files) {
          if (fileName !== "report.html") {
            delete bundle[fileName];
          }
        }
      },
    },
  };
}
