import type { ReactNode } from "react";

import { type At, writeAt } from "@/core/place";

import classes from "./Beside.module.css";
import { OriginalPane } from "./OriginalPane";

/** What was read, and beside it the original at one place. */
export function Beside({ at, children }: { at: At | null; children: ReactNode }) {
  return (
    <div className={classes.beside}>
      <div>{children}</div>
      {at !== null && <OriginalPane key={writeAt(at)} at={at} />}
    </div>
  );
}
