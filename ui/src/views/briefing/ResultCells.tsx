import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { plain, thingsOf } from "@/core/analyses/cells";
import { resultQuery } from "@/core/analyses/server";
import type { Given } from "@/core/briefing/document";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "./Briefing.module.css";

const SHOWN = 100;

/** The rows of a kept result; a cell that is one number, text or thing can be taken. */
export function ResultCells({ result, onRef }: { result: string; onRef: (ref: Given) => void }) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const found = useQuery(resultQuery(result, locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} />;
  const columns = found.data.columns.filter((one) => one.kind !== "evidence");
  const told = (cell: unknown): string => (typeof cell === "number" ? format.number(cell) : plain(cell) || thingsOf(cell).map((one) => one.caption).join(separator()));
  const single = (cell: unknown): boolean => typeof cell === "number" || (typeof cell === "string" && cell !== "") || (!Array.isArray(cell) && thingsOf(cell).length === 1);
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={t("briefing.from.result")} style={{ maxBlockSize: "45vh" }}>
      <table className={table.table} data-cells>
        <thead>
          <tr>
            {columns.map((one) => <th key={one.name} scope="col">{one.label}</th>)}
          </tr>
        </thead>
        <tbody>
          {found.data.rows.slice(0, SHOWN).map((row, at) => (
            <tr key={at}>
              {columns.map((one) => (
                <td key={one.name}>
                  {single(row[one.name]) ? (
                    <button type="button" className={classes.cell} onClick={() => { onRef({ result, row: at + 1, column: one.name }); }}><bdi>{told(row[one.name])}</bdi></button>
                  ) : (
                    <bdi>{told(row[one.name])}</bdi>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {found.data.rows.length > SHOWN && <Text size="xs" c="dimmed">{format.counted("briefing.more-rows", found.data.rows.length - SHOWN)}</Text>}
    </div>
  );
}
