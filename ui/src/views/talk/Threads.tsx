import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat, ZONE } from "@/core/format";
import { THREADS_AT_ONCE, threadsQuery } from "@/core/talk";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";

/** With whom a thing (or a number or account of it) wrote and called, the latest first. */
export function Threads({ id }: { id: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const [limit, setLimit] = useState(THREADS_AT_ONCE);
  const found = useQuery(threadsQuery(id, limit));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { threads, total } = found.data;
  if (total === 0)
    return (
      <Empty title={t("talk.none")}>
        <Text size="sm">{t("talk.none.next")}</Text>
      </Empty>
    );
  const several = new Set(threads.map((item) => item.own.id)).size > 1;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {format.counted("talk.threads", total)}
      </Text>
      <div className={table.frame} tabIndex={0} role="region" aria-label={t("talk.tab")}>
        <table className={table.table}>
          <thead>
            <tr>
              {several && <th scope="col">{t("talk.own")}</th>}
              <th scope="col">{t("talk.with")}</th>
              <th scope="col" className={table.count}>
                {t("talk.messages")}
              </th>
              <th scope="col" className={table.count}>
                {t("talk.calls")}
              </th>
              <th scope="col">{t("talk.first")}</th>
              <th scope="col">{t("talk.last")}</th>
            </tr>
          </thead>
          <tbody>
            {threads.map((item) => (
              <tr key={`${item.own.id} ${item.other.id}`} data-thread>
                {several && (
                  <td>
                    <PlainValue value={item.own.caption} />
                  </td>
                )}
                <td className={table.name}>
                  <Anchor component={Link} to={`/conversation?own=${item.own.id}&party=${item.other.id}`} size="sm">
                    <PlainValue value={item.other.caption} />
                  </Anchor>
                  {item.group && ` (${t("talk.group")})`}
                </td>
                <td className={table.count}>{format.number(item.messages)}</td>
                <td className={table.count}>{format.number(item.calls)}</td>
                <td>{item.first !== "" && format.exact(item.first, ZONE)}</td>
                <td>{item.last !== "" && format.exact(item.last, ZONE)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {threads.length < total && (
        <Button size="compact-sm" variant="default" style={{ alignSelf: "start" }} onClick={() => { setLimit(limit + THREADS_AT_ONCE); }}>
          {t("talk.more", { n: format.number(total - threads.length) })}
        </Button>
      )}
    </Stack>
  );
}
