import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { custodyQuery } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

const ACTS = ["deposited", "dropped", "published", "failed", "released", "erased", "exported", "received-again", "referenced", "read-again", "withdrawn", "inside", "own-export"] as const;

/** Who had the original, and what was done with it. */
export function Custody({ id }: { id: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const lines = useQuery(custodyQuery(id));
  const act = (name: string) => (ACTS.some((known) => known === name) ? t(`custody.${name as "deposited"}`) : name);
  return (
    <section>
      <Title order={2} id="custody">
        {t("custody.title")}
      </Title>
      {lines.isPending && <Loading />}
      {lines.isError && <ErrorNote error={lines.error} />}
      {lines.data && (
        <div className={table.frame} tabIndex={0} role="region" aria-labelledby="custody">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("custody.when")}</th>
                <th scope="col">{t("custody.who")}</th>
                <th scope="col">{t("custody.act")}</th>
                <th scope="col">{t("custody.detail")}</th>
              </tr>
            </thead>
            <tbody>
              {lines.data.map((line, index) => (
                <tr key={index}>
                  <td>{format.exact(line.at.slice(0, 19) + "Z")}</td>
                  <td>
                    <Data>{line.by_name || line.by}</Data>
                  </td>
                  <td>{act(line.act)}</td>
                  <td className={table.name}>
                    <Data>{line.detail}</Data>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
