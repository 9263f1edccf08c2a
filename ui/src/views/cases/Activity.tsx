import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { madeQuery } from "@/core/casework";
import { useFormat } from "@/core/format";
import { sourcesQuery } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "../home/Sources.module.css";
import { ErrorNote, Loading } from "../parts/Told";

const SHOWN = 100;
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const KINDS = ["chart", "note", "task", "saved-search", "snapshot", "watch", "query"] as const;

/** What happened in a case, the latest first: documents that came, and what people made. */
export function Activity({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const made = useQuery(madeQuery(caseId));
  const sources = useQuery(sourcesQuery);
  if (made.isPending || sources.isPending) return <Loading />;
  if (made.isError) return <ErrorNote error={made.error} retry={() => void made.refetch()} />;
  const lines = [
    ...made.data.map((item) => ({ at: item.at, who: item.by_name, what: t(`kind.${KINDS.find((kind) => kind === item.kind) ?? "note"}`), title: item.title, to: item.kind === "chart" ? `/chart?case=${caseId}&id=${item.id}` : null })),
    ...(sources.data ?? []).filter((source) => source.case === caseId).map((source) => ({ at: source.published_at || source.deposited_at, who: source.deposited_by_name, what: t(source.published_at === "" ? "kind.deposited" : "kind.published"), title: source.name, to: `/sources/${source.id}` })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  if (lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("activity.none")}
      </Text>
    );
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={t("case.tab.activity")}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("custody.when")}</th>
            <th scope="col">{t("custody.act")}</th>
            <th scope="col">{t("person.name")}</th>
            <th scope="col">{t("custody.who")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, SHOWN).map((line, index) => (
            <tr key={index}>
              <td>{format.date(`${line.at.slice(0, 16)}Z`, ZONE)}</td>
              <td>{line.what}</td>
              <td className={table.name}>
                {line.to === null ? (
                  <Data>{line.title}</Data>
                ) : (
                  <Anchor component={Link} to={line.to} size="sm">
                    <Data>{line.title}</Data>
                  </Anchor>
                )}
              </td>
              <td>
                <Data>{line.who}</Data>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > SHOWN && <Text size="sm">{format.counted("mapping.more", lines.length - SHOWN)}</Text>}
    </div>
  );
}
