import uPlot from "uplot";
import type { Curve } from "../api/studies";
import { metric } from "../format";
import type { CurveData } from "./curveData";

/** What the drawing functions read each time they draw, so that new data needs no new plot. */
export interface CurveScene {
  curves: Curve[];
  bestTrialId?: string;
  milestones: number[];
  range: [number, number];
}

/** What the plot tells about the reader's pointer. */
export interface CurveEvents {
  onLit: (trialId: string | undefined) => void;
  onStep: (step: number | undefined) => void;
}

export interface CurveLook {
  hasLogSteps: boolean;
  ink: string;
  line: string;
  milestone: string;
  byState: Record<string, string>;
}

const height = 320;
const wholeSteps = [1, 2, 5].flatMap((first) => [0, 1, 2, 3, 4, 5, 6].map((zeros) => first * 10 ** zeros)).sort((a, b) => a - b);
const font = "12px system-ui, sans-serif";

export function createPlot(
  host: HTMLElement,
  data: CurveData,
  scene: () => CurveScene,
  events: CurveEvents,
  look: CurveLook,
): uPlot {
  const { hasLogSteps } = look;
  const axis: uPlot.Axis = { stroke: look.ink, font, grid: { stroke: look.line, width: 1 }, ticks: { show: false } };
  const stepsToName = (plot: uPlot) => [...new Set([1, ...scene().milestones, plot.data[0].at(-1) ?? 1])].sort((a, b) => a - b);
  return new uPlot(
    {
      width: host.clientWidth,
      height,
      padding: [10, 14, 0, 0],
      legend: { show: false },
      cursor: { y: false, focus: { prox: 24 }, drag: { x: false, y: false }, points: { size: 7 } },
      focus: { alpha: 0.18 },
      scales: {
        x: { time: false, distr: hasLogSteps ? 3 : 1, range: (_plot, least, most) => stepRange(least, most, hasLogSteps) },
        y: { range: () => scene().range },
      },
      axes: [
        {
          ...axis,
          size: 26,
          incrs: wholeSteps,
          ...(hasLogSteps && { splits: stepsToName, filter: (_plot: uPlot, splits: number[]) => splits }),
          values: (_plot, splits) => splits.map(String),
        },
        { ...axis, size: 58, values: (_plot, splits) => splits.map(shortMetric) },
      ],
      series: [{}, ...data.slice(1).map((_column, index) => curveSeries(() => scene().curves[index], scene, look))],
      hooks: {
        drawClear: [(drawn) => drawMilestones(drawn, scene().milestones, look.milestone)],
        setSeries: [(_plot, index) => events.onLit(index ? scene().curves[index - 1]?.trialId : undefined)],
        setCursor: [(drawn) => events.onStep(drawn.cursor.idx == null ? undefined : drawn.data[0][drawn.cursor.idx])],
      },
    },
    data as uPlot.AlignedData,
    host,
  );
}

function curveSeries(curve: () => Curve | undefined, scene: () => CurveScene, look: CurveLook): uPlot.Series {
  const isBest = () => curve()?.trialId === scene().bestTrialId;
  return {
    stroke: () => look.byState[curve()?.state ?? ""] ?? look.ink,
    width: isBest() ? 3 : 1.5,
    spanGaps: true,
    points: {
      size: 6,
      show: true,
      stroke: () => look.byState[curve()?.state ?? ""] ?? look.ink,
      fill: () => look.byState[curve()?.state ?? ""] ?? look.ink,
      filter: (plot, index) => lastPoint(plot.data[index] ?? []),
    },
  };
}

/** A dot marks where a curve has come to. */
function lastPoint(column: ArrayLike<number | null | undefined>): number[] {
  for (let index = column.length - 1; index >= 0; index--) if (column[index] != null) return [index];
  return [];
}

function stepRange(least: number, most: number, hasLogSteps: boolean): [number, number] {
  const last = Math.max(most ?? 1, 2);
  return hasLogSteps ? [0.9, last * 1.1] : [Math.min(least ?? 1, 1) - last * 0.02, last * 1.03];
}

function drawMilestones(plot: uPlot, milestones: number[], color: string) {
  const { ctx, bbox } = plot;
  const most = plot.scales.x?.max ?? 0;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.setLineDash([4, 4]);
  ctx.lineWidth = devicePixelRatio;
  for (const milestone of milestones.filter((step) => step <= most)) {
    const x = Math.round(plot.valToPos(milestone, "x", true));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

const shortMetric = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 1e-2 ? String(Number(value.toPrecision(4))) : metric(value);
