/** The map: boundaries come once as tiles, colours come with every year as feature state. */

import { Map as MapLibre, NavigationControl, setWorkerUrl, type FilterSpecification, type StyleSpecification } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Box } from "./api";
import type { Figure } from "./figures";
import { colourOf } from "./figures";
import type { Language } from "./state";
import { say } from "./words";

setWorkerUrl(workerUrl);

const buurt = { source: "buurt", sourceLayer: "buurt" } as const;

export class BuurtMap {
  private readonly map: MapLibre;
  private readonly ready: Promise<void>;
  private readonly isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private all: Box = [0, 0, 0, 0];
  private framed = "";
  private focus = "";
  private hidden: string[] = [];

  constructor(container: HTMLElement, lang: Language, isDark: boolean, chosen: (code: string) => void) {
    this.map = new MapLibre({
      container,
      style: style(isDark),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: this.isStill ? 0 : 150,
      maxPitch: 0,
      locale: { "NavigationControl.ZoomIn": say(lang, "zoom_in"), "NavigationControl.ZoomOut": say(lang, "zoom_out"), "Map.Title": say(lang, "map") },
      canvasContextAttributes: { preserveDrawingBuffer: true },
    });
    this.map.addControl(new NavigationControl({ showCompass: false }));
    this.map.getCanvas().setAttribute("aria-label", say(lang, "map"));
    this.map.on("click", "fill", (event) => {
      const code = event.features?.[0]?.properties?.["code"];
      if (typeof code === "string") {
        chosen(code);
      }
    });
    this.map.on("mouseenter", "fill", () => (this.map.getCanvas().style.cursor = "pointer"));
    this.map.on("mouseleave", "fill", () => (this.map.getCanvas().style.cursor = ""));
    this.ready = this.start();
  }

  private async start(): Promise<void> {
    const [answer] = await Promise.all([fetch("/v1/tiles/buurt"), this.map.once("load")]);
    const { bounds } = (await answer.json()) as { bounds: Box };
    this.all = bounds;
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

  /** @param box Of the own wijk: the map goes there when it is chosen, and back to the whole city when it is let go. */
  async select(code: string, wijk: string, box: Box | undefined): Promise<void> {
    await this.ready;
    if (wijk !== this.framed) {
      this.framed = wijk;
      this.map.fitBounds(box ?? this.all, { padding: 16, animate: !this.isStill, duration: 400 });
    }
    if (this.focus) {
      this.map.setFeatureState({ ...buurt, id: this.focus }, { chosen: false });
    }
    if (code) {
      this.map.setFeatureState({ ...buurt, id: code }, { chosen: true });
    }
    this.focus = code;
    this.map.setFilter("own", ["==", ["get", "code"], wijk]);
  }

  /** Until everything that was asked of the map is on the screen. */
  async settled(): Promise<void> {
    await this.ready;
    this.map.triggerRepaint();
    await this.map.once("idle");
  }

  remove(): void {
    this.map.remove();
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
