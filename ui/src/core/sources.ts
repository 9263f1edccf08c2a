import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, fetched } from "@/api/client";
import { useLocale } from "@/i18n/LocaleContext";
import type { Locale } from "@/i18n/locales";
import type { TextKey } from "@/i18n/text";

export type Source = Bodies["SourceBody"];
export type Problem = Bodies["ProblemBody"];
export type ProblemKind = Bodies["ProblemKindBody"];
export type Rows = Bodies["RowsBody"];
export type Case = Bodies["CaseBody"];

export const sourcesQuery = queryOptions({ queryKey: ["sources"], queryFn: () => body(api.GET("/api/v1/sources")) });

const WAITING = ["sealed", "staging"];

/** One document; asked again while it waits to be read or is being read. */
export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ["sources", id],
    queryFn: () => body(api.GET("/api/v1/sources/{source}", { params: { path: { source: id } } })),
    refetchInterval: (query) => (WAITING.includes(query.state.data?.state ?? "") ? 2000 : false),
  });

export const PROBLEMS_AT_ONCE = 100;

/** Problems of a document; `code` keeps those of one kind, "" = all. */
export const problemsQuery = (id: string, code: string, offset: number, locale: Locale) =>
  queryOptions({
    queryKey: ["sources", id, "problems", code, offset, locale],
    queryFn: () => body(api.GET("/api/v1/sources/{source}/problems", { params: { path: { source: id }, query: { limit: PROBLEMS_AT_ONCE, cursor: String(offset), code } } })),
  });

export const problemKindsQuery = (id: string, locale: Locale) =>
  queryOptions({
    queryKey: ["sources", id, "problem-kinds", locale],
    queryFn: () => body(api.GET("/api/v1/sources/{source}/problem-kinds", { params: { path: { source: id } } })),
  });

export type Aside = Bodies["AsideBody"];

/** The fields of a document that no value and no event was made of, and why. */
export const asideQuery = (id: string, locale: Locale) =>
  queryOptions({
    queryKey: ["sources", id, "set-aside", locale],
    queryFn: () => body(api.GET("/api/v1/sources/{source}/unused-fields", { params: { path: { source: id } } })),
  });

export const custodyQuery = (id: string) => queryOptions({ queryKey: ["sources", id, "custody"], queryFn: () => body(api.GET("/api/v1/sources/{source}/custody", { params: { path: { source: id } } })) });

/** Rows of one part of an original; null = nothing stands there. */
/** Rows of an original from `first` on; with `at` the record that holds that row is among them, and `here` says where it begins. */
export const rowsQuery = (id: string, part: number, first: number, count: number, at = 0) =>
  queryOptions({
    queryKey: ["sources", id, "rows", part, first, count, at],
    queryFn: () => body(api.GET("/api/v1/sources/{source}/rows", { params: { path: { source: id }, query: { part, first, count, at } } })),
  });

export const originalAddress = (id: string): string => `/api/v1/sources/${id}/original`;

export const casesQuery = queryOptions({ queryKey: ["cases"], queryFn: () => body(api.GET("/api/v1/cases")) });

/** Cases that the program itself opens have a name in each language: the first one of a workspace, and that of the sample. */
const OF_THE_PROGRAM: Readonly<Record<string, TextKey>> = { Inbox: "case.inbox", "Sample case": "case.sample" };

/** One's cases, those of the program under the page's word for them. */
export function useCases() {
  const { t } = useLocale();
  return useQuery({ ...casesQuery, select: (cases) => cases.map((one) => { const key = OF_THE_PROGRAM[one.title]; return key === undefined ? one : { ...one, title: t(key) }; }) });
}

/** What is said of files when they are deposited. */
export interface DepositDetails {
  case: string;
  grade: string;
  handling: string;
  zone: string;
  received_from: string;
  received_how: string;
  compartment: string;
  /** The order the files were obtained under: its number, court and date, the numbers it names (one a line) and the period it covers. */
  order: string;
  court: string;
  order_date: string;
  numbers: string;
  period_start: string;
  period_end: string;
}

/** Nothing said yet, for a case. */
export const unsaid = (caseId: string): DepositDetails => ({ case: caseId, grade: "", handling: "open", zone: "", received_from: "", received_how: "", compartment: "", order: "", court: "", order_date: "", numbers: "", period_start: "", period_end: "" });

export interface Chosen {
  name: string;
  file: File;
}

/** The compartments the person is admitted to. */
export const compartmentsQuery = queryOptions({ queryKey: ["compartments"], queryFn: () => body(api.GET("/api/v1/compartments")) });

/** Files with what is said of them, as a form. The name of each file is its path inside the folder that was dropped. */
async function sent<T>(address: "/api/v1/sources" | "/api/v1/deposits", { files, said: { numbers, ...said } }: ToDeposit): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(said)) form.append(name, value);
  for (const number of numbers.split(/[\n،,;]+/)) if (number.trim() !== "") form.append("numbers", number.trim());
  for (const item of files) form.append("files", item.file, item.name);
  return (await (await fetched(address, { method: "POST", body: form })).json()) as T;
}

export interface ToDeposit {
  files: Chosen[];
  said: DepositDetails;
}

/** Seals files unread in a case or a desk's file, with nothing said of them but, where it is known, the zone of local times in them; what came of each. */
export const sealed = (home: string, files: readonly File[], zone = "", compartment = ""): Promise<Source[]> =>
  sent<Source[]>("/api/v1/deposits", { files: files.map((file) => ({ name: file.name, file })), said: { ...unsaid(home), zone, compartment } });

/** Sends files to be sealed and read; the answer is the job. */
export function useDeposit() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (given: ToDeposit) => sent<Bodies["JobBody"]>("/api/v1/sources", given), onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }) });
}

/** Sends files to be sealed only, so that one can look first at what they are recognised as. */
export function useDepositLater() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (given: ToDeposit) => sent<Source[]>("/api/v1/deposits", given), onSuccess: () => queries.invalidateQueries({ queryKey: ["sources"], exact: true }) });
}
