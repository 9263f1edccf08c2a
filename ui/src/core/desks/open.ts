import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";
import { useLocale } from "@/i18n/LocaleContext";
import { type Say, saying, wordsIn } from "@/i18n/words";

import type { DeskLoaders, DeskPage } from "./page";

export type Desk = Bodies["DeskBody"];

/** The desks that are installed, in the words of the page's language. */
export const desksQuery = (locale: Locale) => queryOptions({ queryKey: ["desks", locale], queryFn: () => body(api.GET("/api/v1/desks")), staleTime: 300_000 });

/** Whether the person may ask for an operation of a desk. */
export const may = (desk: Desk, operation: string): boolean => desk.operations.some((item) => item.name === operation && item.may);

/** What kinds of records are called on the page: the title of the register that shows them, else the kind itself. */
export function useKindTitles(desk: string): (kind: string) => string {
  const { data } = useOpenDesks();
  const registers = data?.find((one) => one.desk.name === desk)?.desk.registers;
  return (kind) => registers?.find((one) => one.kind === kind)?.title ?? kind;
}

/** A desk that is open to the person, with what it adds to the page, if anything, and its sentences. */
export interface OpenDesk {
  desk: Desk;
  page: DeskPage | null;
  say: Say;
}

type Panels = DeskPage["panels"];

/** What open desks add at one place of the page, to whom they show it; `id` is unique among all of them. */
export function useDeskParts<W extends keyof Panels>(where: W): { id: `${string}:${string}`; name: string; part: Panels[W][number] }[] {
  const { data } = useOpenDesks();
  return useMemo(
    () =>
      (data ?? []).flatMap(({ desk, page, say }) => {
        const parts: readonly Panels[W][number][] = page?.panels[where] ?? [];
        return parts.filter((part) => may(desk, part.shows)).map((part) => ({ id: `${desk.name}:${part.key}` as const, name: say(part.name), part }));
      }),
    [data, where],
  );
}

/** How pages of desks are fetched; the app gives it, so that nothing below knows any desk. */
export const DeskLoading = createContext<DeskLoaders>({});

/** A page with its sentences; null for a desk that adds none. */
async function fetchedPage(loaders: DeskLoaders, name: string, locale: Locale): Promise<Pick<OpenDesk, "page" | "say">> {
  const page = (await loaders[name]?.()) ?? null;
  return { page, say: page === null ? (key) => key : saying(await wordsIn(page.words, locale)) };
}

/** The desks that are open to the person and what they add to the page. */
export function useOpenDesks() {
  const { locale } = useLocale();
  const loaders = useContext(DeskLoading);
  const listed = useQuery(desksQuery(locale));
  const open = useMemo(() => (listed.data ?? []).filter((desk) => desk.open), [listed.data]);
  return useQuery({
    queryKey: ["desks", locale, "open", open],
    queryFn: () => Promise.all(open.map(async (desk): Promise<OpenDesk> => ({ desk, ...(await fetchedPage(loaders, desk.name, locale)) }))),
    enabled: listed.data !== undefined,
    staleTime: Infinity,
  });
}

/** Switches a desk on in this workspace, for who may; the person then belongs to it. */
export function useSwitchOn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => body(api.POST("/api/v1/desks/{desk}/open", { params: { path: { desk: name } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["desks"] }),
  });
}
