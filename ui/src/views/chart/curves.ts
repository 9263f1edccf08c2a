import { createEdgeArrowHeadProgram, createEdgeCompoundProgram, EdgeProgram, type EdgeProgramType, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import { type Point, POINTS } from "@/core/chart/routes";

import { FRAGMENT, type Stroke, StrokeProgram } from "./lines";

/** Lines along several points, for those that run round items or beside one another. Points stand in pairs: what a graphics card takes of each line is limited. */

const PAIRS = POINTS / 2;
const EACH = Array.from({ length: PAIRS }, (_, at) => at);

const VERTEX = /* glsl */ `
attribute vec3 a_corner;
${EACH.map((at) => `attribute vec4 a_p${at};`).join("\n")}
attribute vec3 a_stroke;
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
vec2 seen(vec2 place) { return (u_matrix * vec3(place, 1.0)).xy * u_viewport * 0.5; }
void main() {
  vec2 points[${POINTS}];
${EACH.map((at) => `  points[${2 * at}] = seen(a_p${at}.xy); points[${2 * at + 1}] = seen(a_p${at}.zw);`).join("\n")}
  float place = a_corner.x + a_corner.y;
  vec2 before = points[0];
  vec2 here = points[0];
  vec2 after = points[1];
  float along = 0.0;
  for (int at = 0; at < ${POINTS}; at += 1) {
    float number = float(at);
    if (at > 0 && number <= place + 0.5) along += distance(points[at], points[at > 0 ? at - 1 : 0]);
    if (abs(number - place + 1.0) < 0.5) before = points[at];
    if (abs(number - place) < 0.5) here = points[at];
    if (abs(number - place - 1.0) < 0.5) after = points[at];
  }
  if (place < 0.5) before = here;
  if (place > ${POINTS - 1}.0 - 0.5) after = here;
  vec2 way = normalize(after - before + vec2(0.00001, 0.0));
  vec2 side = vec2(-way.y, way.x);
  float half_width = max(a_stroke.x / u_sizeRatio, 1.0) * 0.5;
  #ifdef PICKING_MODE
  half_width = max(half_width, 4.0);
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
  float soft = half_width > 0.6 ? 1.0 : 0.1;
  v_across = a_corner.z * (half_width + soft);
  v_half = half_width;
  v_along = along;
  v_dash = a_stroke.yz;
  gl_Position = vec4((here + side * v_across) * 2.0 / u_viewport, 0.0, 1.0);
}`;

const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_viewport"] as const;
type Uniform = (typeof UNIFORMS)[number];

/** What a line of several points is drawn from: its points as the picture counts (see `drawing.ts`). */
interface Curved extends Stroke {
  points: readonly Point[] | null;
}

/** As many points as the graphics card is given, the last one repeated. */
function filled(points: readonly Point[]): number[] {
  const last = points.at(-1) ?? [0, 0];
  return Array.from({ length: POINTS }, (_, at) => points[at] ?? last).flatMap(([x, y]) => [x, y]);
}

export class CurveProgram extends EdgeProgram<Uniform> {
  getDefinition() {
    const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;
    const corners = Array.from({ length: POINTS - 1 }, (_, at) => [[at, 0, -1], [at, 1, -1], [at, 1, 1], [at, 0, -1], [at, 1, 1], [at, 0, 1]]).flat();
    return {
      VERTICES: 6 * (POINTS - 1),
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        ...EACH.map((at) => ({ name: `a_p${at}`, size: 4, type: FLOAT })),
        { name: "a_stroke", size: 3, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 3, type: FLOAT }],
      CONSTANT_DATA: corners,
    };
  }

  processVisibleItem(edgeIndex: number, start: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const { dash: [on, off], points } = data as EdgeDisplayData & Curved;
    this.array.set([...filled(points ?? [[from.x, from.y], [to.x, to.y]]), data.size, on, off, floatColor(data.color), edgeIndex], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    const at = uniformLocations as Record<Uniform, WebGLUniformLocation>;
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
    gl.uniform2f(at.u_viewport, params.width, params.height);
  }
}

const HeadAtEnd = createEdgeArrowHeadProgram();
const HeadAtStart = createEdgeArrowHeadProgram({ extremity: "source" });
/** How far from its end a line tells where it comes from, as the picture counts. */
const LOOKS_BACK = 0.03;

/** The same item where the line is that far from its end. */
function seenFrom(points: readonly Point[], end: NodeDisplayData, other: NodeDisplayData): NodeDisplayData {
  const [x, y] = points.find((point) => Math.hypot(point[0] - end.x, point[1] - end.y) > LOOKS_BACK) ?? points.at(-1) ?? [other.x, other.y];
  return { ...other, x, y };
}

/** A head at the end of a line, and one at its beginning, turned as the line runs there. */
class CurveHead extends HeadAtEnd {
  override process(edgeIndex: number, offset: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const { points } = data as EdgeDisplayData & Curved;
    super.process(edgeIndex, offset, points === null ? from : seenFrom(points.toReversed(), to, from), to, data);
  }
}

class CurveTail extends HeadAtStart {
  override process(edgeIndex: number, offset: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const { points } = data as EdgeDisplayData & Curved;
    super.process(edgeIndex, offset, from, points === null ? to : seenFrom(points, from, to), data);
  }
}

const some = (...programs: readonly unknown[]): EdgeProgramType => createEdgeCompoundProgram(programs as EdgeProgramType[]);

/** Every way a line is drawn, by the name that its look has. */
export const LINE_PROGRAMS: Record<string, EdgeProgramType> = {
  line: some(StrokeProgram),
  arrow: some(StrokeProgram, HeadAtEnd),
  both: some(StrokeProgram, HeadAtEnd, HeadAtStart),
  curve: some(CurveProgram),
  "curve-arrow": some(CurveProgram, CurveHead),
  "curve-both": some(CurveProgram, CurveHead, CurveTail),
};
