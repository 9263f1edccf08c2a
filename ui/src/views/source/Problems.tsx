import { Anchor, Button, Group, Text, Title } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { useFormat } from "@/core/format";
import { moveFocus } from "@/core/keys";
import { type At, placed, writeAt } from "@/core/place";
import { type Problem, type ProblemKind, PROBLEMS_AT_ONCE, problemKindsQuery, problemsQuery, type Source } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { PlaceLabel } from "@/parts/PlaceLabel";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

const FEW = 12;

interface Props {
  source: Source;
  page: number;
  /** Only problems with this code; "" = all. */
  kind: string;
  onKind: (kind: string) => void;
  here: At;
  onPage: (page: number) => void;
  onShow: (place: At) => void;
}

/** What could not be read or used; each line opens the very row of the original. */
export function Problems({ source, page, kind, onKind, here, onPage, onShow }: Props) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const found = useQuery({ ...problemsQuery(source.id, kind, (page - 1) * PROBLEMS_AT_ONCE, locale), placeholderData: keepPreviousData });
  const kinds = useQuery({ ...problemKindsQuery(source.id, locale), enabled: source.problems > FEW });
  const count = (kind === "" ? undefined : kinds.data?.find((item) => item.first.code === kind)?.count) ?? source.problems;
  const pages = Math.ceil(count / PROBLEMS_AT_ONCE);
  return (
    <section onKeyDown={(event) => moveFocus(event, "[data-place]")}>
      <Title order={2} id="problems">
        {t("problems.title")} ({format.number(source.problems)})
      </Title>
      {kinds.data !== undefined && (kinds.data.length > 1 || kind !== "") && <Kinds kinds={kinds.data} total={source.problems} kind={kind} onKind={onKind} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data?.problems.length === 0 && <Text size="sm">{t("problems.none")}</Text>}
      {found.data !== undefined && found.data.problems.length > 0 && (
        <div className={`${table.frame} ${source.problems > FEW ? table.bounded : ""}`} tabIndex={0} role="region" aria-labelledby="problems">
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("problems.place")}</th>
                <th scope="col">{t("problems.value")}</th>
                <th scope="col">{t("problems.what")}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.problems.map((problem, index) => (
                <Line key={index} problem={problem} at={{ source: source.id, part: problem.part, row: problem.row, column: problem.column }} here={here} onShow={onShow} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages > 1 && (
        <Group mt="xs" gap="xs">
          <Button size="compact-sm" variant="default" disabled={page <= 1} onClick={() => { onPage(page - 1); }}>
            {t("page.before")}
          </Button>
          <Text size="sm">{t("page.of", { n: format.number(page), total: format.number(pages) })}</Text>
          <Button size="compact-sm" variant="default" disabled={page >= pages} onClick={() => { onPage(page + 1); }}>
            {t("page.after")}
          </Button>
        </Group>
      )}
    </section>
  );
}

/** How many problems there are of each kind; one kind can be looked at alone. */
function Kinds({ kinds, total, kind, onKind }: { kinds: ProblemKind[]; total: number; kind: string; onKind: (kind: string) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const Choice = ({ code, count, children }: { code: string; count: number; children: ReactNode }) => (
    <li>
      <button type="button" className={table.choice} aria-pressed={code === kind} data-kind={code} onClick={() => { onKind(code); }}>
        <span>{children}</span>
        <span>{format.number(count)}</span>
      </button>
    </li>
  );
  return (
    <ul className={table.choices} aria-label={t("problems.kinds")}>
      <Choice code="" count={total}>
        {t("problems.all")}
      </Choice>
      {kinds.map(({ count, first }) => (
        <Choice key={first.code} code={first.code} count={count}>
          <ServerSentence text={first.sentence} />
        </Choice>
      ))}
    </ul>
  );
}

function Line({ problem, at, here, onShow }: { problem: Problem; at: At; here: At; onShow: (place: At) => void }) {
  const { t } = useLocale();
  const shown = at.row > 0 && writeAt(at) === writeAt(here);
  return (
    <tr data-here={shown || undefined}>
      <td>
        {at.row > 0 ? (
          <Anchor component="button" type="button" size="sm" data-place aria-pressed={shown} style={{ textAlign: "start" }} onClick={() => { onShow(at); }}>
            <PlaceLabel place={placed(problem)} />
          </Anchor>
        ) : (
          t("place.whole")
        )}
      </td>
      <td className={table.name}>
        {problem.field !== "" && (
          <Text size="xs" c="dimmed">
            <Data>{problem.field}</Data>
          </Text>
        )}
        <Data>{problem.value ?? "–"}</Data>
      </td>
      <td>
        <div><ServerSentence text={problem.sentence} /></div>
        <Text size="xs" c="dimmed">
          <ServerSentence text={problem.next_step} />
        </Text>
      </td>
    </tr>
  );
}
