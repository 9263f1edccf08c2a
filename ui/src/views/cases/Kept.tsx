import { Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { searchBody, wholeQuery } from "@/core/casework";
import { type CaseDocument, type DocumentHead, documentsQuery, useDeleteDocument } from "@/core/documents";
import { useFormat, ZONE } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

type Kind = "chart" | "saved-search" | "watch" | "query" | "rules";

/** Kinds that are listed without what they hold. */
const HEADS: readonly Kind[] = ["chart", "rules"];

/** The charts, sets of rules, kept searches, questions or watches of a case, each with its address. */
export function Kept({ caseId, kind }: { caseId: string; kind: Kind }) {
  const { t } = useLocale();
  const heads = useQuery({ ...documentsQuery(caseId, kind), enabled: HEADS.includes(kind) });
  const whole = useQuery({ ...wholeQuery(caseId, kind), enabled: !HEADS.includes(kind) });
  const found: { data?: DocumentHead[] | undefined; isPending: boolean; isError: boolean; error: unknown } = HEADS.includes(kind) ? heads : whole;
  const address = (item: DocumentHead): string => {
    if (kind === "query") return `/query?case=${caseId}&id=${item.id}`;
    if (kind === "rules") return `/map?case=${caseId}&rules=${caseId}.${item.id}`;
    if (kind === "chart") return `/chart?case=${caseId}&id=${item.id}`;
    const { q, type } = searchBody(item as CaseDocument);
    return `/search?${new URLSearchParams(type === "" ? { q } : { q, type }).toString()}`;
  };
  return (
    <section>
      <Stack gap="xs">
        <Title order={2}>{t(`kept.${kind}`)}</Title>
        {found.isPending && <Loading />}
        {found.isError && <ErrorNote error={found.error} />}
        {found.data?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t(`kept.none.${kind}`)}
          </Text>
        )}
        {found.data !== undefined && found.data.length > 0 && (
          <div className={table.frame} tabIndex={0} role="region" aria-label={t(`kept.${kind}`)}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{t("person.name")}</th>
                  <th scope="col">{t("charts.changed")}</th>
                  <th scope="col">{t("custody.who")}</th>
                  <th scope="col">{t("charts.away")}</th>
                </tr>
              </thead>
              <tbody>
                {found.data.map((item) => (
                  <Line key={item.id} item={item} address={address(item)} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Stack>
    </section>
  );
}

function Line({ item, address }: { item: DocumentHead; address: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const remove = useDeleteDocument();
  return (
    <tr data-kept={item.kind}>
      <td className={table.name}>
        <Anchor component={Link} to={address} size="sm">
          <Data>{item.title}</Data>
        </Anchor>
      </td>
      <td>{format.date(`${item.at.slice(0, 16)}Z`, ZONE)}</td>
      <td>
        <Data>{item.by_name}</Data>
      </td>
      <td>
        <Button size="compact-xs" variant="subtle" loading={remove.isPending} aria-label={t("charts.away.of", { title: item.title })} onClick={() => { remove.mutate(item); }}>
          {t("charts.away")}
        </Button>
      </td>
    </tr>
  );
}
