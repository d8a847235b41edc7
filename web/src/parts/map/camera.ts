/** Where a map looks: Web Mercator on a square of one by one, and a zoom at which that square is 512 pixels times 2^zoom wide. */

import type { Box } from "../../api";

export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

/** A tile, and where it lies on the screen. */
export interface Place {
  z: number;
  x: number;
  y: number;
  left: number;
  top: number;
  size: number;
}

/** Pixels of a tile at a whole zoom. */
const Side = 512;

/** The finest tiles that there are. */
const Finest = 14;

const Closest = 18;

/** How much further away than the whole one may look. */
const Beyond = 1.5;

export const across = (longitude: number) => (longitude + 180) / 360;

export const down = (latitude: number) => 0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI);

const longitude = (x: number) => x * 360 - 180;

const latitude = (y: number) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;

const world = ({ zoom }: Camera) => Side * 2 ** zoom;

/** All of a box, in its middle. */
export function fit([west, south, east, north]: Box, width: number, height: number, padding: number): Camera {
  const [left, right, top, bottom] = [across(west), across(east), down(north), down(south)];
  const room = (pixels: number) => Math.max(1, pixels - 2 * padding) / Side;
  const zoom = Math.log2(Math.min(room(width) / (right - left), room(height) / (bottom - top)));
  return { x: (left + right) / 2, y: (top + bottom) / 2, zoom: Math.min(Closest, zoom) };
}

export const pan = (camera: Camera, right: number, below: number): Camera => ({
  ...camera,
  x: camera.x + right / world(camera),
  y: camera.y + below / world(camera),
});

/** @param right Of the middle of the screen; what lies there stays there. */
export function zoomed(camera: Camera, by: number, right = 0, below = 0): Camera {
  const under = pan(camera, right, below);
  return pan({ ...under, zoom: camera.zoom + by }, -right, -below);
}

/** On the way from one to another: what lies still in both lies still all the way. @param share Of the way, 0 … 1. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const closer = to.zoom - from.zoom;
  const way = Math.abs(closer) < 1e-9 ? share : (1 - 2 ** (-closer * share)) / (1 - 2 ** -closer);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom: from.zoom + closer * share };
}

/** Not so far from all there is, that one would not find it again. */
export function kept(camera: Camera, all: Box, width: number, height: number): Camera {
  const [west, south, east, north] = all;
  const within = (least: number, most: number, value: number) => Math.min(Math.max(value, least), most);
  return {
    x: within(across(west), across(east), camera.x),
    y: within(down(north), down(south), camera.y),
    zoom: within(fit(all, width, height, 0).zoom - Beyond, Closest, camera.zoom),
  };
}

/** As an address holds it. */
export const written = (camera: Camera) => `${longitude(camera.x).toFixed(5)},${latitude(camera.y).toFixed(5)},${camera.zoom.toFixed(2)}`;

/** @returns undefined where the address holds none. */
export function read(position: string): Camera | undefined {
  const [east, north, zoom] = position.split(",").map(Number);
  return east === undefined || north === undefined || zoom === undefined ? undefined : { x: across(east), y: down(north), zoom };
}

/** Tiles that are seen of a box, from the upper left. */
export function tilesOf(camera: Camera, width: number, height: number, [west, south, east, north]: Box): Place[] {
  const z = Math.max(0, Math.min(Finest, Math.floor(camera.zoom)));
  const [count, size] = [2 ** z, world(camera) / 2 ** z];
  const [left, top] = [camera.x * count - width / 2 / size, camera.y * count - height / 2 / size];
  const range = (from: number, to: number, least: number, most: number) => {
    const [first, last] = [Math.floor(Math.max(from, least * count, 0)), Math.min(Math.ceil(Math.min(to, most * count)), count)];
    return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  };
  return range(top, top + height / size, down(north), down(south)).flatMap((y) =>
    range(left, left + width / size, across(west), across(east)).map((x) => ({ z, x, y, left: (x - left) * size, top: (y - top) * size, size })),
  );
}
