import { describe, expect, it } from "vitest";
import type { Box } from "../../src/api";
import * as camera from "../../src/parts/map/camera";

const utrecht: Box = [4.97, 52.02, 5.2, 52.15];
const [width, height] = [800, 600];

/** Where a place is on the screen. */
function seen(of: camera.Camera, longitude: number, latitude: number): [number, number] {
  const world = 512 * 2 ** of.zoom;
  return [(camera.across(longitude) - of.x) * world + width / 2, (camera.down(latitude) - of.y) * world + height / 2];
}

describe("where a map looks", () => {
  it("knows Web Mercator: the world is a square that ends at 85.0511 degrees", () => {
    expect([camera.across(-180), camera.across(180), camera.down(0)]).toEqual([0, 1, 0.5]);
    expect(camera.down(85.0511287798)).toBeCloseTo(0, 10);
  });
  it("fits all of a box in its middle, with room around it", () => {
    const at = camera.fit(utrecht, width, height, 16);
    const [left, top] = seen(at, utrecht[0], utrecht[3]);
    const [right, bottom] = seen(at, utrecht[2], utrecht[1]);
    expect(left + right).toBeCloseTo(width, 6);
    expect(top + bottom).toBeCloseTo(height, 6);
    expect(Math.min(left, top)).toBeCloseTo(16, 6);
  });
  it("keeps under the pointer what lies there, however one zooms", () => {
    const at = camera.fit(utrecht, width, height, 16);
    for (const by of [-1.3, 0.2, 3]) {
      const [before, after] = [camera.pan(at, 210, -90), camera.pan(camera.zoomed(at, by, 210, -90), 210, -90)];
      expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 12), expect.closeTo(before.y, 12)]);
    }
  });
  it("keeps it there all the way, from where it looked to where it will", () => {
    const from = camera.fit(utrecht, width, height, 16);
    const to = camera.zoomed(from, 1.4, 210, -90);
    const under = camera.pan(from, 210, -90);
    for (const share of [0, 0.3, 0.8, 1]) {
      const at = camera.between(from, to, share);
      const still = camera.pan(at, 210, -90);
      expect([still.x, still.y, at.zoom]).toEqual([expect.closeTo(under.x, 12), expect.closeTo(under.y, 12), expect.closeTo(from.zoom + 1.4 * share, 12)]);
    }
    const aside = camera.pan(from, 50, 0);
    expect(camera.between(from, aside, 0.5).x).toBeCloseTo((from.x + aside.x) / 2, 12);
  });
  it("is the same when it is read as it was written, to a pixel", () => {
    const at = camera.fit(utrecht, width, height, 16);
    const again = camera.read(camera.written(at)) as camera.Camera;
    expect(seen(again, 5.1, 52.1)).toEqual(seen(at, 5.1, 52.1).map((pixel) => expect.closeTo(pixel, -0.6)));
    expect(camera.read("")).toBeUndefined();
  });
  it("does not lose sight of all there is", () => {
    const far = camera.kept({ x: 0.1, y: 0.9, zoom: 2 }, utrecht, width, height);
    expect(far.x).toBe(camera.across(utrecht[0]));
    expect(far.y).toBe(camera.down(utrecht[1]));
    expect(camera.fit(utrecht, width, height, 0).zoom - far.zoom).toBeCloseTo(1.5, 9);
  });
});

describe("tiles that are seen", () => {
  it("cover what is seen of the box, next to each other, at the zoom below", () => {
    const at = camera.fit(utrecht, width, height, 16);
    const tiles = camera.tilesOf(at, width, height, utrecht);
    expect(new Set(tiles.map((t) => t.z))).toEqual(new Set([Math.floor(at.zoom)]));
    const { size } = tiles[0] as camera.Place;
    expect(size).toBeGreaterThanOrEqual(512);
    expect(size).toBeLessThan(1024);
    for (const [longitude, latitude] of [[utrecht[0], utrecht[1]], [utrecht[2], utrecht[3]], [5.1, 52.1]] as const) {
      const [x, y] = seen(at, longitude + (longitude === utrecht[2] ? -1e-9 : 1e-9), latitude + (latitude === utrecht[3] ? -1e-9 : 1e-9));
      expect(tiles.filter((t) => x >= t.left && x < t.left + t.size && y >= t.top && y < t.top + t.size)).toHaveLength(1);
    }
  });
  it("are none where nothing is, and never finer than there are", () => {
    expect(camera.tilesOf({ x: 0.1, y: 0.1, zoom: 9 }, width, height, utrecht)).toEqual([]);
    const close = camera.tilesOf({ ...camera.fit(utrecht, width, height, 0), zoom: 17 }, width, height, utrecht);
    expect(close.every((t) => t.z === 14 && t.size === 4096)).toBe(true);
    expect(close.length).toBeGreaterThan(0);
  });
});
