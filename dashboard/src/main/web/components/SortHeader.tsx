import type { Column } from "./leaderboardColumns";

type Direction = "ascending" | "descending";

interface Props {
  column: Column;
  /** The column that the list is sorted by, with "-" before it when turned round. */
  sort: string;
  /** The direction in which values of this column go when it is not turned round. */
  natural: Direction;
  onSort: (sort: string | undefined) => void;
}

/** The head of a column: a click sorts by it, another one turns the order round, a third one puts the best first. */
export function SortHeader({ column, sort, natural, onSort }: Props) {
  const direction = directionOf(column, sort, natural);
  return (
    <th scope="col" class={column.isNumber ? "num" : undefined} aria-sort={direction ?? "none"}>
      <button type="button" class="sort" onClick={() => onSort(nextSort(column, sort))}>
        {column.label}
        <span class="arrow" aria-hidden="true">{direction && (direction === "ascending" ? "▲" : "▼")}</span>
      </button>
    </th>
  );
}

function directionOf(column: Column, sort: string, natural: Direction): Direction | undefined {
  if (sort === column.sort) return natural;
  if (sort !== `-${column.sort}`) return undefined;
  return natural === "ascending" ? "descending" : "ascending";
}

function nextSort(column: Column, sort: string): string | undefined {
  if (sort === column.sort) return `-${column.sort}`;
  return sort === `-${column.sort}` ? undefined : column.sort;
}
