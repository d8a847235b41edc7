/** Whether there is a graphics card to draw with. */

/** Names under which a processor does the work of a card. */
const byProcessor = /swiftshader|llvmpipe|softpipe|software|basic render|\bwarp\b/i;

/** At a thin client there is none, or only the name of one: then a map of triangles takes ten times as long as one that is drawn. */
export function hasCard(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!gl) {
    return false;
  }
  const told = gl.getExtension("WEBGL_debug_renderer_info");
  const name = String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !byProcessor.test(name);
}
