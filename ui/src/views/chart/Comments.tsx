import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { remarksQuery, said, useRemark } from "@/core/remarks";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Chart.module.css";

/** What the people of the case said of an item, and a place to say more. Seen by whoever sees the item. */
export function Comments({ caseId, id }: { caseId: string; id: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const [text, setText] = useState("");
  const there = useQuery(remarksQuery(caseId, id, "comment"));
  const saying = useRemark(caseId, id, "comment");
  if (caseId === "") return null;
  const say = () => { saying.mutate({ of: { entity: id }, text }, { onSuccess: () => { setText(""); } }); };
  return (
    <section data-comments>
      <h3>{t("chart.comments")}</h3>
      {there.isError && <ErrorNote error={there.error} retry={() => void there.refetch()} />}
      <ul className={classes.plain}>
        {there.data?.map((one) => (
          <li key={one.id}>
            <PlainValue value={said(one, "text")} />
            <div className={classes.quiet}>
              <bdi dir="auto">{one.by_name}</bdi>{separator()}{format.date(one.at)}
            </div>
          </li>
        ))}
      </ul>
      <Textarea size="xs" dir="auto" autosize minRows={1} maxRows={6} maxLength={4000} aria-label={t("chart.comment")} placeholder={t("chart.comment")} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      {text.trim() !== "" && (
        <Button size="compact-sm" mt="xs" loading={saying.isPending} onClick={say}>
          {t("chart.comment.say")}
        </Button>
      )}
      {saying.isError && <ErrorNote error={saying.error} />}
    </section>
  );
}
