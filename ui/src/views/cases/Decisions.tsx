import { Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { type Held, heldQuery, useRelease } from "@/core/casework";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { type Source, sourcesQuery } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import table from "@/parts/Table.module.css";
import { NameDialog } from "@/parts/NameDialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Erasures } from "./Erasures";
import { Identities } from "./Identities";
import { WordsLeft } from "./WordsLeft";

/** What was decided about the documents of a case: rows held under an order and their release, erasures, readings again. */
export function Decisions({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const sources = useQuery(sourcesQuery);
  const own = (sources.data ?? []).filter((source) => source.case === caseId);
  const ordered = own.filter((source) => source.authority !== "");
  const held = useQueries({ queries: ordered.map((source) => heldQuery(source.id)) });
  const again = own.filter((source) => source.reading_reason !== "");
  const failed = sources.error ?? held.find((item) => item.isError)?.error ?? null;
  if (sources.isPending) return <Loading />;
  return (
    <Stack>
      {failed !== null && <ErrorNote error={failed} />}
      <section>
        <Title order={2}>{t("decisions.orders")}</Title>
        {ordered.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t("decisions.orders.none")}
          </Text>
        ) : (
          <div className={table.frame} tabIndex={0} role="region" aria-label={t("decisions.orders")}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">{t("sources.name")}</th>
                  <th scope="col">{t("source.authority")}</th>
                  <th scope="col">{t("decisions.held")}</th>
                </tr>
              </thead>
              <tbody>
                {ordered.map((source, index) => (
                  <OrderLine key={source.id} source={source} held={held[index]?.data} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <Erasures caseId={caseId} />
      <WordsLeft caseId={caseId} />
      <section>
        <Title order={2}>{t("decisions.again")}</Title>
        {again.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t("decisions.again.none")}
          </Text>
        ) : (
          <ul>
            {again.map((source) => (
              <li key={source.id}>
                <Anchor component={Link} to={`/sources/${source.id}`} size="sm">
                  <Data>{source.name}</Data>
                </Anchor>{" "}
               {separator()}<Data>{source.reading_reason}</Data>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Identities caseId={caseId} />
    </Stack>
  );
}

function OrderLine({ source, held }: { source: Source; held: Held | undefined }) {
  const { t } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const change = useRelease(source.id);
  const [asking, setAsking] = useState(false);
  const count = held === undefined ? 0 : held.statements + held.facts;
  const act = t(held?.released === true ? "decisions.take-back" : "decisions.release");
  return (
    <tr data-order>
      <td className={table.name}>
        <Anchor component={Link} to={`/sources/${source.id}`} size="sm">
          <Data>{source.name}</Data>
        </Anchor>
      </td>
      <td>
        <Data>{source.authority}</Data>
      </td>
      <td>
        {held === undefined ? "…" : count === 0 ? t("decisions.held.none") : `${format.number(count)}${separator()}${t(held.released ? "decisions.released" : "decisions.waiting")}`}
        {held !== undefined && count > 0 && person.roles.includes("supervisor") && (
          <>
            {" "}
            <Button size="compact-xs" variant="default" loading={change.isPending} onClick={() => { setAsking(true); }}>
              {act}
            </Button>
            {asking && <NameDialog title={act} label={t("review.reason")} start="" onClose={() => { setAsking(false); }} onName={(reason) => { change.mutate({ reason, release: !held.released }); }} />}
          </>
        )}
        {change.isError && <ErrorNote error={change.error} />}
        {(held?.history ?? []).map((item, index) => (
          <Text key={index} size="xs" c="dimmed">
            {format.date(`${item.at.slice(0, 16)}Z`)}{separator()}<Data>{item.reason}</Data>
          </Text>
        ))}
      </td>
    </tr>
  );
}
