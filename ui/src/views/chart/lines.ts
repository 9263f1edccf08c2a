import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

const VERTEX = /* glsl */ `
attribute vec2 a_corner;
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute vec2 a_dash;
attribute vec4 a_color;
attribute vec4 a_id;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_along;
varying float v_across;
varying float v_half;
void main() {
  vec2 start = (u_matrix * vec3(a_start, 1.0)).xy * u_viewport * 0.5;
  vec2 end = (u_matrix * vec3(a_end, 1.0)).xy * u_viewport * 0.5;
  vec2 way = end - start;
  float far = max(length(way), 0.0001);
  vec2 side = vec2(-way.y, way.x) / far;
  float half_width = max(a_width / u_sizeRatio, 1.0) * 0.5;
  #ifdef PICKING_MODE
  half_width = max(half_width, 4.0);
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
  float soft = half_width > 0.6 ? 1.0 : 0.1; // the thinnest lines have no soft edge: on a large chart it would be two thirds of all the work
  v_across = a_corner.y * (half_width + soft);
  v_half = half_width;
  v_along = a_corner.x * far;
  v_dash = a_dash;
  gl_Position = vec4((mix(start, end, a_corner.x) + side * v_across) * 2.0 / u_viewport, 0.0, 1.0);
}`;

export const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_along;
varying float v_across;
varying float v_half;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float period = v_dash.x + v_dash.y;
  float lit = 1.0;
  if (v_dash.y > 0.0) {
    float at = mod(v_along, period);
    lit = smoothstep(0.0, 0.8, at) * (1.0 - smoothstep(v_dash.x, v_dash.x + 0.8, at));
  }
  float edge = v_half > 0.6 ? 1.0 - smoothstep(v_half - 0.5, v_half + 0.5, abs(v_across)) : 1.0;
  float alpha = v_color.a * lit * edge;
  gl_FragColor = vec4(v_color.rgb * alpha, alpha);
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_viewport"] as const;
type Uniform = (typeof UNIFORMS)[number];

export interface Stroke {
  dash: readonly [number, number];
}

/** Straight lines of any width, drawn or left out by pixels along them. */
export class StrokeProgram extends EdgeProgram<Uniform> {
  getDefinition() {
    const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_dash", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[0, -1], [1, -1], [1, 1], [0, -1], [1, 1], [0, 1]],
    };
  }

  /** Which line the pointer is on is drawn too, wide, in ids for colours: most of the work of a large chart, done only where lines can be chosen. */
  override render(params: RenderParams): void {
    const { pickProgram } = this;
    if (!this.renderer.getSetting("enableEdgeEvents")) this.pickProgram = null;
    super.render(params);
    this.pickProgram = pickProgram;
  }

  processVisibleItem(edgeIndex: number, start: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const [on, off] = (data as EdgeDisplayData & Stroke).dash;
    this.array.set([from.x, from.y, to.x, to.y, data.size, on, off, floatColor(data.color), edgeIndex], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    const at = uniformLocations as Record<Uniform, WebGLUniformLocation>;
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniform2f(at.u_viewport, params.width, params.height);
  }
}
