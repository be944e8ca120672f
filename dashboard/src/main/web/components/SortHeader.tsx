import type { Column } from "./leaderboardColumns";

type Direction = "ascending" | "descending";

interface Props {
  column: Column;
  /** The column that the list is sorted by, with "-" before it when descending; absent: best first. */
  sort?: string;
  /** The direction in which the best trial comes first. */
  bestFirst: Direction;
  onSort: (sort: string | undefined) => void;
}

/** The head of a column: a click sorts by it, another one turns the order around, a third one puts the best first. */
export function SortHeader({ column, sort, bestFirst, onSort }: Props) {
  const direction = directionOf(column, sort, bestFirst);
  return (
    <th scope="col" class={column.isNumber ? "num" : undefined} aria-sort={direction ?? "none"}>
      <button type="button" class="sort" onClick={() => onSort(nextSort(column, sort))}>
        {column.label}
        <span class="arrow" aria-hidden="true">{direction && (direction === "ascending" ? "▲" : "▼")}</span>
      </button>
    </th>
  );
}

function directionOf(column: Column, sort: string | undefined, bestFirst: Direction): Direction | undefined {
  if (sort === column.sort) return sort === undefined ? bestFirst : "ascending";
  return sort === `-${column.sort}` ? "descending" : undefined;
}

function nextSort(column: Column, sort: string | undefined): string | undefined {
  if (column.sort === undefined) return undefined;
  if (sort === column.sort) return `-${column.sort}`;
  return sort === `-${column.sort}` ? undefined : column.sort;
}
