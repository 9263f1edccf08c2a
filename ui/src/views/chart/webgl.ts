/** Whether this browser can draw with the graphics card (or a stand-in for one). */
export function webgl(): boolean {
  try {
    const canvas = document.createElement("canvas");
    return canvas.getContext("webgl2") !== null || canvas.getContext("webgl") !== null;
  } catch {
    return false;
  }
}
