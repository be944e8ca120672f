import { trialStates } from "../api/trials";
import { word } from "../format";
import type { CurveLook } from "./curvePlot";

/** A canvas knows no style sheet: the colours of the theme, read from the document. */
export function readCurveColors(): Omit<CurveLook, "hasLogSteps"> {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: color("quiet"),
    line: color("line"),
    milestone: color("milestone"),
    byState: Object.fromEntries(trialStates.map((state) => [state, color(word(state))])),
  };
}
