// Builds what the browser gets: `npm run build` (with --watch: again at each change).
// Output goes into the Python package and is not in git; Django's static storage adds the hashes.
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import * as esbuild from "esbuild";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const modules = join(root, "node_modules");
const target = join(root, "src/zveno/base/ui/static/zveno");
const paperFonts = join(root, "src/zveno/base/documents/fonts");

rmSync(target, { recursive: true, force: true });
mkdirSync(join(target, "fonts"), { recursive: true });
cpSync(join(root, "assets/images"), target, { recursive: true });
cpSync(join(modules, "@fontsource-variable/golos-text/LICENSE"), join(target, "fonts/golos-text-OFL.txt"));

// Typst reads TrueType files only, so official papers have fonts of their own.
mkdirSync(paperFonts, { recursive: true });
for (const family of ["pt-serif", "pt-sans"]) {
  const source = join(modules, "@expo-google-fonts", family);
  cpSync(join(source, "LICENSE_FONT"), join(paperFonts, `${family}-OFL.txt`));
  for (const file of readdirSync(source, { recursive: true }).filter((name) => name.endsWith(".ttf")))
    cpSync(join(source, file), join(paperFonts, basename(file)));
}

const build = {
  entryPoints: ["main.js", "charts.js", "main.css"].map((name) => join(root, "assets", name)),
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  legalComments: "linked",
  // Offices run Chrome 109 (the last one for Windows 7) and the browsers of the domestic Linux distributions.
  target: ["chrome109", "firefox115", "safari16"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  logLevel: "info",
};

if (process.argv.includes("--watch")) await (await esbuild.context(build)).watch();
else await esbuild.build(build);
