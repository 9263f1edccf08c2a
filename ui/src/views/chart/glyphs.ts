import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import { COLUMNS, drawAtlas } from "./atlas";

export interface Glyph {
  shape: number;
  icon: number;
  border: string;
  ink: string;
  /** 0 quiet, 1 selected. */
  ring: number;
}

const VERTEX = /* glsl */ `
attribute vec2 a_corner;
attribute vec2 a_position;
attribute float a_size;
attribute vec4 a_fill;
attribute vec4 a_border;
attribute vec4 a_ink;
attribute vec4 a_id;
attribute vec3 a_glyph;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_viewport;
varying vec2 v_at;
varying vec4 v_fill;
varying vec4 v_border;
varying vec4 v_ink;
varying vec4 v_id;
varying vec3 v_glyph;
varying float v_pixel;
void main() {
  float radius = a_size / u_sizeRatio;
  float reach = radius * 1.45 + 3.0;
  vec2 centre = (u_matrix * vec3(a_position, 1.0)).xy;
  gl_Position = vec4(centre + a_corner * reach * 2.0 / u_viewport, 0.0, 1.0);
  v_at = a_corner * reach / radius;
  v_pixel = 1.0 / radius;
  v_fill = a_fill * vec4(1.0, 1.0, 1.0, 255.0 / 254.0);
  v_border = a_border * vec4(1.0, 1.0, 1.0, 255.0 / 254.0);
  v_ink = a_ink * vec4(1.0, 1.0, 1.0, 255.0 / 254.0);
  v_id = a_id * vec4(1.0, 1.0, 1.0, 255.0 / 254.0);
  v_glyph = a_glyph;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec2 v_at;
varying vec4 v_fill;
varying vec4 v_border;
varying vec4 v_ink;
varying vec4 v_id;
varying vec3 v_glyph;
varying float v_pixel;
uniform sampler2D u_atlas;
uniform float u_scale;

float box(vec2 p, vec2 half_size, float corner) {
  vec2 q = abs(p) - half_size + corner;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
}

float outline(vec2 p, float shape) {
  if (shape < 0.5) return length(p) - 1.0;
  if (shape < 1.5) return box(p, vec2(0.92), 0.18);
  if (shape < 2.5) return box(mat2(0.7071, -0.7071, 0.7071, 0.7071) * p, vec2(0.86), 0.12);
  if (shape < 3.5) { vec2 q = abs(p); return max(q.x * 0.866 + q.y * 0.5, q.y) - 0.95; }
  if (shape < 4.5) { vec2 q = vec2(abs(p.x), p.y + 0.1); return max(q.x * 0.866 + q.y * 0.5 - 0.62, -q.y - 0.82); }
  return box(p, vec2(1.3, 0.82), 0.82);
}

void main() {
  float edge = outline(v_at, v_glyph.x);
  float soft = v_pixel * u_scale;
  #ifdef PICKING_MODE
  if (edge > v_pixel * 2.0) discard;
  gl_FragColor = v_id;
  #else
  float width = v_glyph.z > 0.5 ? max(0.14, v_pixel * 2.5) : max(0.07, v_pixel * 1.4);
  float inside = 1.0 - smoothstep(-soft, soft, edge);
  float core = 1.0 - smoothstep(-soft, soft, edge + width);
  vec4 colour = mix(v_border, v_fill, core);
  vec2 at = v_at / 1.36 + 0.5;
  if (at.x > 0.0 && at.x < 1.0 && at.y > 0.0 && at.y < 1.0) {
    vec2 cell = vec2(mod(v_glyph.y, ${COLUMNS}.0), floor(v_glyph.y / ${COLUMNS}.0));
    float icon = texture2D(u_atlas, (cell + vec2(at.x, 1.0 - at.y)) / ${COLUMNS}.0).a;
    colour = mix(colour, v_ink, icon * core);
  }
  float ring = v_glyph.z > 0.5 ? (1.0 - smoothstep(-soft, soft, abs(edge - v_pixel * 4.0) - v_pixel * 1.2)) : 0.0;
  vec4 made = vec4(colour.rgb, 1.0) * inside * colour.a;
  gl_FragColor = mix(made, vec4(v_border.rgb, 1.0), ring);
  #endif
}`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_viewport", "u_atlas", "u_scale"] as const;
type Uniform = (typeof UNIFORMS)[number];

/** Items as an outline with an icon: one drawing call for all of them, shapes worked out by the graphics card. */
export class GlyphProgram extends NodeProgram<Uniform> {
  private texture: WebGLTexture | null = null;

  getDefinition() {
    const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;
    const bytes = (name: string) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [{ name: "a_position", size: 2, type: FLOAT }, { name: "a_size", size: 1, type: FLOAT }, bytes("a_fill"), bytes("a_border"), bytes("a_ink"), bytes("a_id"), { name: "a_glyph", size: 3, type: FLOAT }],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[-1, -1], [1, -1], [1, 1], [-1, -1], [1, 1], [-1, 1]],
    };
  }

  processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData): void {
    const glyph = data as NodeDisplayData & Glyph;
    this.array.set([data.x, data.y, data.size, floatColor(data.color), floatColor(glyph.border), floatColor(glyph.ink), nodeIndex, glyph.shape, glyph.icon, glyph.ring], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    const at = uniformLocations as Record<Uniform, WebGLUniformLocation>;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.atlas(gl));
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniform2f(at.u_viewport, params.width, params.height);
    gl.uniform1f(at.u_scale, 1 / params.pixelRatio);
    gl.uniform1i(at.u_atlas, 0);
  }

  override kill(): void {
    if (this.texture !== null) this.normalProgram.gl.deleteTexture(this.texture);
    super.kill();
  }

  private atlas(gl: WebGLRenderingContext | WebGL2RenderingContext): WebGLTexture | null {
    if (this.texture !== null) return this.texture;
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawAtlas());
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return this.texture;
  }
}

