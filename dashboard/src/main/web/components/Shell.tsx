import type { ComponentChildren } from "preact";
import { ServiceAwayError } from "../api/http";
import { studiesHref } from "../route";
import { Problem } from "./Problem";

interface Props {
  /** What the page is about; stands beside the name of the product. */
  title?: string;
  error?: Error;
  children: ComponentChildren;
}

/** The frame of every page: the way home, whether the page is live, and what went wrong. */
export function Shell({ title, error, children }: Props) {
  const isAway = error instanceof ServiceAwayError;
  return (
    <>
      <header class="bar">
        <a class="brand" href={studiesHref}>
          <img src="icon.svg" alt="" width="24" height="24" />
          Tuner
        </a>
        <nav class="crumbs" aria-label="Breadcrumb">
          <a href={studiesHref}>Studies</a>
          {title && <span aria-current="page">{title}</span>}
        </nav>
        <span class={`connection ${error ? "is-lost" : "is-live"}`} role="status">
          {isAway ? "connection lost, retrying" : error ? "not live" : "live"}
        </span>
      </header>
      <main>
        {error && <Problem error={error} />}
        {children}
      </main>
    </>
  );
}
