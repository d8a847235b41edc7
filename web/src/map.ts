/** The map: boundaries come once as tiles, colours come with every year as feature state. */

import { Map as MapLibre, setWorkerUrl, type FilterSpecification, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Figure } from "./figures";
import { colourOf } from "./figures";

setWorkerUrl(workerUrl);

const buurt = { source: "buurt", sourceLayer: "buurt" } as const;

export class BuurtMap {
  private readonly map: MapLibre;
  private readonly ready: Promise<void>;
  private focus = "";
  private hidden: string[] = [];

  constructor(container: HTMLElement, label: string, isDark: boolean, chosen: (code: string) => void) {
    this.map = new MapLibre({
      container,
      style: style(isDark),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
      maxPitch: 0,
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    this.map.getCanvas().setAttribute("aria-label", label);
    this.ready = new Promise((done) => this.map.once("load", () => done()));
    this.map.on("click", "fill", (event) => {
      const code = event.features?.[0]?.properties?.["code"];
      if (typeof code === "string") {
        chosen(code);
      }
    });
    this.map.on("mouseenter", "fill", () => (this.map.getCanvas().style.cursor = "pointer"));
    this.map.on("mouseleave", "fill", () => (this.map.getCanvas().style.cursor = ""));
    void this.start();
  }

  private async start(): Promise<void> {
    await this.ready;
    const answer = await fetch("/v1/tiles/buurt");
    const { bounds } = (await answer.json()) as { bounds: [number, number, number, number] };
    this.map.fitBounds(bounds, { padding: 16, animate: false });
    this.map.setMaxBounds([bounds[0] - 1, bounds[1] - 0.6, bounds[2] + 1, bounds[3] + 0.6]);
    this.map.addImage("hatch", hatch(), { pixelRatio: 2 });
    this.map.addLayer(
      { id: "hidden", type: "fill", source: "buurt", "source-layer": "buurt", paint: { "fill-pattern": "hatch" }, filter: among(this.hidden) },
      "edge",
    );
  }

  async show(figures: Map<string, Figure>, domain: number, isDark: boolean): Promise<void> {
    await this.ready;
    this.hidden = [];
    for (const figure of figures.values()) {
      const tint = colourOf(figure, domain, isDark);
      this.map.setFeatureState({ ...buurt, id: figure.code }, { tint: tint?.css ?? (isDark ? "#2a2a2a" : "#f2f2ef") });
      if (tint === null) {
        this.hidden.push(figure.code);
      }
    }
    if (this.map.getLayer("hidden")) {
      this.map.setFilter("hidden", among(this.hidden));
    }
  }

  async select(code: string, wijk: string): Promise<void> {
    await this.ready;
    if (this.focus) {
      this.map.setFeatureState({ ...buurt, id: this.focus }, { chosen: false });
    }
    if (code) {
      this.map.setFeatureState({ ...buurt, id: code }, { chosen: true });
    }
    this.focus = code;
    this.map.setFilter("own", ["==", ["get", "code"], wijk]);
  }
}

const among = (codes: string[]): FilterSpecification => ["in", ["get", "code"], ["literal", codes]];

function style(isDark: boolean): StyleSpecification {
  const [ground, line, ink] = isDark ? ["#16181b", "#3b4148", "#ffffff"] : ["#ffffff", "#ffffff", "#111111"];
  const here = location.origin;
  return {
    version: 8,
    sources: {
      buurt: { type: "vector", tiles: [`${here}/v1/tiles/buurt/{z}/{x}/{y}.mvt`], maxzoom: 14, promoteId: { buurt: "code" } },
      wijk: { type: "vector", tiles: [`${here}/v1/tiles/wijk/{z}/{x}/{y}.mvt`], maxzoom: 14, promoteId: { wijk: "code" } },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": ground } },
      {
        id: "fill",
        type: "fill",
        source: "buurt",
        "source-layer": "buurt",
        paint: { "fill-color": ["to-color", ["feature-state", "tint"], ground], "fill-antialias": false },
      },
      { id: "edge", type: "line", source: "buurt", "source-layer": "buurt", paint: { "line-color": line, "line-width": 0.7 } },
      { id: "wijk", type: "line", source: "wijk", "source-layer": "wijk", paint: { "line-color": isDark ? "#8b949e" : "#57606a", "line-width": 1.2 } },
      {
        id: "own",
        type: "line",
        source: "wijk",
        "source-layer": "wijk",
        paint: { "line-color": ink, "line-width": 3 },
        filter: ["==", ["get", "code"], ""],
      },
      {
        id: "chosen",
        type: "line",
        source: "buurt",
        "source-layer": "buurt",
        paint: { "line-color": "#c2410c", "line-width": ["case", ["boolean", ["feature-state", "chosen"], false], 4, 0] },
      },
    ],
  };
}

/** Slanted lines: here is something that may not be told. */
function hatch(): ImageData {
  const size = 16;
  const image = new ImageData(size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const on = (x + y) % 8 < 2;
      image.data.set([110, 110, 110, on ? 255 : 0], (y * size + x) * 4);
    }
  }
  return image;
}
