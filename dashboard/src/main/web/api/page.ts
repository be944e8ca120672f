import { get, type Query } from "./http";

export interface PageJson<T> {
  items: T[];
  next_page_token?: string;
}

/** The first items of a list, and whether the service has more of them. */
export interface Listed<T> {
  items: T[];
  hasMore: boolean;
}

/** Follows a list page by page until it has {@code wanted} items or the list ends. */
export async function list<T>(path: string, query: Query, wanted: number, signal?: AbortSignal): Promise<Listed<T>> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page: PageJson<T> = await get(path, { ...query, page_token: token }, signal);
    items.push(...page.items);
    token = page.next_page_token;
  } while (token !== undefined && items.length < wanted);
  return { items, hasMore: token !== undefined };
}
