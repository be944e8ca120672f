import type { Curve } from "../api/studies";

/** Curves on one step axis, as uPlot wants them: the steps, then each curve's values with null where it has none. */
export type CurveData = [number[], ...(number | null)[][]];

export function toCurveData(curves: Curve[]): CurveData {
  const steps = [...new Set(curves.flatMap((curve) => curve.steps))].sort((a, b) => a - b);
  const position = new Map(steps.map((step, index) => [step, index]));
  const columns = curves.map((curve) => {
    const column: (number | null)[] = steps.map(() => null);
    curve.steps.forEach((step, index) => {
      const value = curve.values[index];
      column[position.get(step)!] = value !== undefined && Number.isFinite(value) ? value : null;
    });
    return column;
  });
  return [steps, ...columns];
}

/** The values to draw between: all of them, but a few that are far worse than the rest do not flatten the curves. */
export function valueRange(curves: Curve[], mode: "min" | "max"): [number, number] {
  const values = curves.flatMap((curve) => curve.values).filter(Number.isFinite).sort((a, b) => a - b);
  if (values.length === 0) return [0, 1];
  const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
  const [least, most] = [at(0), at(1)];
  const [low, high] = [at(0.05), at(0.95)];
  const reach = 3 * (high - low);
  const bottom = mode === "max" && reach > 0 ? Math.max(least, low - reach) : least;
  const top = mode === "min" && reach > 0 ? Math.min(most, high + reach) : most;
  const margin = (top - bottom || Math.abs(top) || 1) * 0.05;
  return [bottom - margin, top + margin];
}
