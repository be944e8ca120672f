/** A trial's step, with how far that is when the last one is known. */
export function StepBar({ step, maxStep }: { step: number; maxStep?: number }) {
  return (
    <span class="step">
      {step}
      {maxStep !== undefined && <progress max={maxStep} value={Math.min(step, maxStep)} aria-label={`of ${maxStep} steps`} />}
    </span>
  );
}
