import { Anchor, Group, Stack, Text, Title, VisuallyHidden } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";

import { useFormat } from "@/core/format";
import { facetsOf, type Found, HITS_AT_ONCE, searchQuery } from "@/core/search";
import { useWords } from "@/core/vocabulary";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { AddToChart } from "@/parts/AddToChart";
import { SearchBox } from "@/parts/SearchBox";
import { Step } from "@/parts/Step";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { Hits } from "./Hits";
import { Idle } from "./Idle";
import classes from "./Search.module.css";

const KeepSearch = lazy(() => import("./KeepSearch").then((found) => ({ default: found.KeepSearch })));

/** Results for a text in any script, by type, each with why it was found. */
export function SearchView() {
  const { t } = useLocale();
  const { q, type, page = 1 } = useSearch({ from: "/inside/search" });
  const found = useQuery({ ...searchQuery(q, type, page), placeholderData: keepPreviousData });
  const everything = useQuery({ ...searchQuery(q, undefined, 1), enabled: q !== "" && type !== undefined });
  return (
    <Stack gap="md">
      <VisuallyHidden>
        <Title order={1}>{t("search.title")}</Title>
      </VisuallyHidden>
      <Group maw="48rem">
        <SearchBox key={q} q={q} />
      </Group>
      {q === "" && <Text size="sm">{t("home.hint")}</Text>}
      <Anchor component={Link} to="/query" size="sm" style={{ alignSelf: "start" }}>{t("nav.query")}</Anchor>
      {found.isLoading && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data && q !== "" && <Results found={found.data} counts={everything.data?.facets ?? found.data.facets} q={q} type={type} page={page} />}
      {q !== "" && type === undefined && page === 1 && <Idle q={q} />}
    </Stack>
  );
}

function Results({ found, counts, q, type, page }: { found: Found; counts: Record<string, number>; q: string; type: string | undefined; page: number }) {
  const { t } = useLocale();
  const format = useFormat();
  const keep = (
    <Suspense>
      <KeepSearch q={q} type={type ?? ""} />
    </Suspense>
  );
  if (found.hits.length === 0 && type === undefined)
    return (
      <Empty title={t("search.none")}>
        <Text size="sm">{t("search.none.next")}</Text>
        <Group gap="xs">{keep}</Group>
      </Empty>
    );
  const pages = Math.ceil(found.lines / HITS_AT_ONCE);
  return (
    <div className={classes.layout}>
      <Facets counts={counts} q={q} type={type} />
      <Stack gap="sm">
        <Text size="sm" c="dimmed" role="status" data-total>
          {found.truncated ? t("search.truncated", { n: format.number(found.total) }) : format.counted("search.count", found.total)}{separator()}<Data>{q}</Data>{separator()}{t("search.keys")}
        </Text>
        {found.behind > 0 && <Text size="sm">{t("search.incomplete", { n: format.number(found.behind) })}</Text>}
        <Group gap="xs">
          {found.hits.length > 1 && <AddToChart ids={found.hits.map((hit) => hit.id)} label={t("chart.add-all")} />}
          {keep}
        </Group>
        <Hits hits={found.hits} />
        {pages > 1 && (
          <Group gap="xs">
            {page > 1 && (
              <Step to="/search" search={{ q, type, page: page - 1 }}>
                {t("page.before")}
              </Step>
            )}
            <Text size="sm">{t("page.of", { n: format.number(page), total: format.number(pages) })}</Text>
            {page < pages && (
              <Step to="/search" search={{ q, type, page: page + 1 }}>
                {t("page.after")}
              </Step>
            )}
          </Group>
        )}
      </Stack>
    </div>
  );
}

function Facets({ counts, q, type }: { counts: Record<string, number>; q: string; type: string | undefined }) {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  return (
    <nav aria-label={t("search.types")}>
      <ul className={classes.facets}>
        <li>
          <Link to="/search" search={{ q }} className={classes.facet} data-chosen={type === undefined || undefined} aria-current={type === undefined ? "true" : undefined}>
            {t("search.all")}
          </Link>
        </li>
        {facetsOf(counts, type).map(([schema, count]) => (
          <li key={schema}>
            <Link to="/search" search={{ q, type: schema }} className={classes.facet} data-chosen={schema === type || undefined} aria-current={schema === type ? "true" : undefined}>
              <span>{words.types(schema)}</span>
              <span>{format.number(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
