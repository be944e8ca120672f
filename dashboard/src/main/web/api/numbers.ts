/** JSON has no NaN and no infinity: the service sends them as the strings "NaN", "Infinity" and "-Infinity". */
export type NumberJson = number | string;

export const toNumber = (value: NumberJson): number => Number(value);

export const toNumbers = (values: Record<string, NumberJson> = {}): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toNumber(value)]));

export const toDate = (value: string | undefined): Date | undefined => (value ? new Date(value) : undefined);
