import type { ReactNode } from "react";

import classes from "./Text.module.css";

/** Text from a file: its own direction, whatever the page's is. */
export function Data({ children }: { children: ReactNode }) {
  return <bdi dir="auto">{children}</bdi>;
}

/** A whole fingerprint (SHA-256), which somebody compares with the one on a paper. */
export function Seal({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className={classes.code} data-wrap data-seal>
      {children}
    </bdi>
  );
}

/** Numbers, ids, plates, cells of a sheet: Latin letters and digits, always left to right. `wrap` lets a long one break. */
export function Code({ children, wrap = false }: { children: ReactNode; wrap?: boolean }) {
  return (
    <bdi dir="ltr" className={classes.code} data-wrap={wrap || undefined}>
      {children}
    </bdi>
  );
}
