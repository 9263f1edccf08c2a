import type { ReactNode } from "react";

import table from "./Table.module.css";

/** A table of a screen: its columns called, its lines given. */
export function Rows({ label, columns, children }: { label: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={label}>
      <table className={table.table}>
        <thead><tr>{columns.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
