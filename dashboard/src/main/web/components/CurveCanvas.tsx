import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { useMedia } from "../live/useMedia";
import { readCurveColors } from "./curveColors";
import { toCurveData } from "./curveData";
import { createPlot, type CurveEvents, type CurveScene } from "./curvePlot";

interface Props extends CurveScene, CurveEvents {
  hasLogSteps: boolean;
  lit?: string;
  onOpen: (trialId: string) => void;
}

/** The drawing of the curves. A plot lives as long as it shows the same trials; new measurements only replace its data. */
export function CurveCanvas(props: Props) {
  const { curves, bestTrialId, hasLogSteps, lit } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const current = useRef(props);
  current.current = props;
  const isDark = useMedia("(prefers-color-scheme: dark)");
  const shown = curves.map((curve) => curve.trialId).join();

  useEffect(() => {
    const events: CurveEvents = {
      onLit: (trialId) => current.current.onLit(trialId),
      onStep: (step) => current.current.onStep(step),
    };
    const element = host.current!;
    const look = { ...readCurveColors(), hasLogSteps };
    const created = createPlot(element, toCurveData(curves), () => current.current, events, look);
    plot.current = created;
    const widths = new ResizeObserver(() => created.setSize({ width: element.clientWidth, height: created.height }));
    widths.observe(element);
    return () => {
      widths.disconnect();
      created.destroy();
    };
  }, [shown, bestTrialId, hasLogSteps, isDark]);

  useEffect(() => plot.current?.setData(toCurveData(curves) as uPlot.AlignedData), [curves]);

  useEffect(() => {
    const index = curves.findIndex((curve) => curve.trialId === lit);
    plot.current?.setSeries(index < 0 ? (null as unknown as number) : index + 1, { focus: true }, false);
  }, [lit, shown, bestTrialId, hasLogSteps, isDark]);

  const words = `Learning curves of ${curves.length} trials; the leaderboard below holds the same values`;
  return (
    <div ref={host} class="canvas" role="img" aria-label={words} onClick={() => lit && props.onOpen(lit)} />
  );
}
