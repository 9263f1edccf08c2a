import { Anchor, Button, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import type { At } from "@/core/place";
import { type Aside, asideQuery, type Source } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

const FEW = 8;
/** Reasons that a choice in the mapping changes. */
const CHOSEN = ["aside-not-mapped", "aside-no-year", "aside-other-sort", "aside-alternative", "aside-no-match", "aside-no-thing"];
const LINE = /^row (\d+)$/;

/** What became of the fields of a document: the balance, and by name those that nothing was made of, each with its reason and the way to use it. */
export function SetAside({ source, onShow }: { source: Source; onShow: (place: At) => void }) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const found = useQuery({ ...asideQuery(source.id, locale), enabled: source.fields !== null });
  const sorted = [...(found.data ?? [])].sort((one, other) => Number(CHOSEN.includes(other.why)) - Number(CHOSEN.includes(one.why)) || other.count - one.count);
  const { fields } = source;
  return (
    <section>
      <Title order={2} id="set-aside">
        {t("fields.title")}
        {fields !== null && ` (${format.number(fields.set_aside)})`}
      </Title>
      {fields === null ? (
        <Text size="sm">{t("fields.old")}</Text>
      ) : (
        <Text size="sm" data-fields>
          {t("fields.balance", { read: format.number(fields.read), used: format.number(fields.used), aside: format.number(fields.set_aside), problems: format.number(fields.problems) })}
        </Text>
      )}
      {fields !== null && found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.length === 0 && <Text size="sm">{t("fields.none")}</Text>}
      {sorted.length > 0 && (
        <div className={`${table.frame} ${all ? table.bounded : ""}`} tabIndex={0} role="region" aria-labelledby="set-aside">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("fields.name")}</th>
                <th scope="col">{t("fields.count")}</th>
                <th scope="col">{t("fields.why")}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.slice(0, all ? undefined : FEW).map((item) => (
                <Field key={`${item.part} ${item.kind} ${item.field} ${item.why}`} source={source} item={item} onShow={onShow} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!all && sorted.length > FEW && (
        <Button mt="xs" size="compact-sm" variant="default" onClick={() => { setAll(true); }}>
          {t("fields.all", { n: format.number(sorted.length) })}
        </Button>
      )}
    </section>
  );
}

function Field({ source, item, onShow }: { source: Source; item: Aside; onShow: (place: At) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const line = LINE.exec(item.field)?.[1];
  const name = line === undefined ? <Data>{item.field}</Data> : t("place.row", { n: format.digits(line) });
  return (
    <tr data-aside={item.field}>
      <th scope="row" className={table.name} style={{ minInlineSize: "8rem" }}>
        {item.row > 0 ? (
          <Anchor component="button" type="button" size="sm" style={{ textAlign: "start" }} onClick={() => { onShow({ source: source.id, part: item.part, row: item.row, column: item.column }); }}>
            {name}
          </Anchor>
        ) : (
          name
        )}
        {item.part_name !== "" && (
          <Text size="xs" c="dimmed">
            <Data>{item.part_name}</Data>
          </Text>
        )}
      </th>
      <td>{format.number(item.count)}</td>
      <td>
        <div><ServerSentence text={item.sentence} /></div>
        <Text size="xs" c="dimmed">
          <ServerSentence text={item.next_step} />
        </Text>
        {CHOSEN.includes(item.why) && source.original_here && source.parent === null && (
          <Anchor component={Link} size="sm" to={`/sources/${source.id}/mapping?${new URLSearchParams({ of: String(item.part), column: item.field }).toString()}`}>
            {t("fields.use")}
          </Anchor>
        )}
      </td>
    </tr>
  );
}
