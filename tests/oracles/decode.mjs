// Decodes vector tiles with another maker's decoder. Prints a line per tile: the SHA-256 of what is in it, in the order of
// the tile: "layer extent", then for each feature a line "code<TAB>name<TAB>x,y x,y …;x,y …" with its rings, not closed.
//   node decode.mjs FOLDER    decodes FOLDER/0.mvt, FOLDER/1.mvt, … until there are no more
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

function contents(bytes) {
  const tile = new VectorTile(new PbfReader(bytes));
  return Object.values(tile.layers).flatMap((layer) => [
    `${layer.name} ${layer.extent}`,
    ...Array.from({ length: layer.length }, (_, at) => {
      const feature = layer.feature(at);
      const rings = feature
        .loadGeometry()
        .map((ring) => ring.slice(0, -1).map((p) => `${p.x},${p.y}`).join(" "));
      return `${feature.properties.code}\t${feature.properties.name ?? ""}\t${rings.join(";")}`;
    }),
  ]);
}

const folder = process.argv[2];
for (let at = 0; existsSync(join(folder, `${at}.mvt`)); at++) {
  const text = contents(readFileSync(join(folder, `${at}.mvt`))).join("\n");
  console.log(createHash("sha256").update(text).digest("hex"));
}
