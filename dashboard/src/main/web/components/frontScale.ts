/** Where a value lies between the least and the greatest of a list, from 0 to 1; a margin keeps points off the edges. */
export function toScale(values: number[]): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most - least || Math.abs(most) || 1;
  const margin = most === least ? span / 2 : span * 0.06;
  return (value) => (value - least + margin) / (most - least + 2 * margin);
}
