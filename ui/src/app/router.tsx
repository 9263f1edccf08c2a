import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, type RouterHistory } from "@tanstack/react-router";

import { begun } from "@/core/chart/server";
import { sessionQuery } from "@/core/session";
import { vocabularyQuery } from "@/core/vocabulary";
import { analyseSearch, briefingSearch, caseSearch, chartSearch, deskSearch, documentsSearch, entitySearch, intakeSearch, mapSearch, mappingSearch, querySearch, read, recordSearch, reviewSearch, searchSearch, signInSearch, sourceSearch, talkSearch, verifySearch, write } from "@/views/addresses";
import { Deposit } from "@/views/deposit/Deposit";
import { EntityView } from "@/views/entity/EntityView";
import { Home } from "@/views/home/Home";
import { SearchView } from "@/views/search/SearchView";
import { SignIn } from "@/views/SignIn";
import { SourceView } from "@/views/source/SourceView";

import { FailedPage, MissingPage, Outside, Root, Shell, Waiting } from "./Shell";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Root, notFoundComponent: MissingPage, errorComponent: FailedPage });

const FirstStart = lazyRouteComponent(() => import("@/views/FirstStart"), "FirstStart");
const firstStart = createRoute({ getParentRoute: () => root, path: "/first-start", component: () => <Outside><FirstStart /></Outside>, wrapInSuspense: true });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: () => <Outside><SignIn /></Outside>, validateSearch: signInSearch });

/** Everything that needs a signed-in person and the words of the field. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  pendingComponent: Waiting,
  beforeLoad: async ({ context, location }) => {
    const person = await context.queries.query({ ...sessionQuery, staleTime: "static" });
    if (person === null) redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href }, throw: true });
  },
  loader: ({ context }) => context.queries.query({ ...vocabularyQuery, staleTime: "static" }),
});

const home = createRoute({ getParentRoute: () => inside, path: "/", component: Home, validateSearch: documentsSearch });
const deposit = createRoute({ getParentRoute: () => inside, path: "/deposit", component: Deposit });
const search = createRoute({ getParentRoute: () => inside, path: "/search", component: SearchView, validateSearch: searchSearch });
const entity = createRoute({ getParentRoute: () => inside, path: "/entities/$id", component: EntityView, validateSearch: entitySearch });
const source = createRoute({ getParentRoute: () => inside, path: "/sources/$id", component: SourceView, validateSearch: sourceSearch });
const review = createRoute({ getParentRoute: () => inside, path: "/review", component: lazyRouteComponent(() => import("@/views/review/ReviewView"), "ReviewView"), validateSearch: reviewSearch });
const mapping = createRoute({ getParentRoute: () => inside, path: "/sources/$id/mapping", component: lazyRouteComponent(() => import("@/views/mapping/MappingView"), "MappingView"), validateSearch: mappingSearch });
const intake = createRoute({ getParentRoute: () => inside, path: "/intake", component: lazyRouteComponent(() => import("@/views/mapping/IntakeView"), "IntakeView"), validateSearch: intakeSearch });
const cases = createRoute({ getParentRoute: () => inside, path: "/cases", component: lazyRouteComponent(() => import("@/views/cases/CasesView"), "CasesView") });
const oneCase = createRoute({ getParentRoute: () => inside, path: "/cases/$id", component: lazyRouteComponent(() => import("@/views/cases/CaseView"), "CaseView"), validateSearch: caseSearch });
const briefing = createRoute({ getParentRoute: () => inside, path: "/cases/$id/briefing", component: lazyRouteComponent(() => import("@/views/briefing/BriefingView"), "BriefingView"), validateSearch: briefingSearch });
const record = createRoute({ getParentRoute: () => inside, path: "/new", component: lazyRouteComponent(() => import("@/views/record/RecordView"), "RecordView"), validateSearch: recordSearch });
const settings = createRoute({ getParentRoute: () => inside, path: "/settings", component: lazyRouteComponent(() => import("@/views/settings/SettingsView"), "SettingsView") });
const verify = createRoute({ getParentRoute: () => inside, path: "/verify", component: lazyRouteComponent(() => import("@/views/Verify"), "Verify"), validateSearch: verifySearch });
const charts = createRoute({ getParentRoute: () => inside, path: "/charts", component: lazyRouteComponent(() => import("@/views/chart/Charts"), "Charts") });
const chart = createRoute({
  getParentRoute: () => inside,
  path: "/chart",
  component: lazyRouteComponent(() => import("@/views/chart/ChartView"), "ChartView"),
  validateSearch: chartSearch,
  loaderDeps: ({ search: { case: caseId, id } }) => ({ caseId, id }),
  loader: ({ context, deps: { caseId, id }, cause }) => {
    if (cause === "enter" && caseId !== undefined && id !== undefined) void begun(context.queries, caseId, id).catch(() => undefined); // the view asks again and tells what is wrong
  },
});
const analyse = createRoute({ getParentRoute: () => inside, path: "/analyse", component: lazyRouteComponent(() => import("@/views/analyse/AnalyseView"), "AnalyseView"), validateSearch: analyseSearch });
const map = createRoute({ getParentRoute: () => inside, path: "/map", component: lazyRouteComponent(() => import("@/views/map/MapView"), "MapView"), validateSearch: mapSearch });
const query = createRoute({ getParentRoute: () => inside, path: "/query", component: lazyRouteComponent(() => import("@/views/query/QueryView"), "QueryView"), validateSearch: querySearch });
const talk = createRoute({ getParentRoute: () => inside, path: "/conversation", component: lazyRouteComponent(() => import("@/views/talk/TalkView"), "TalkView"), validateSearch: talkSearch });
const exercise = createRoute({ getParentRoute: () => inside, path: "/exercise", component: lazyRouteComponent(() => import("@/views/exercise/ExerciseResults"), "ExerciseResults") });
const help = createRoute({ getParentRoute: () => inside, path: "/help", component: lazyRouteComponent(() => import("@/views/help/HelpView"), "HelpView") });

const desk = createRoute({ getParentRoute: () => inside, path: "/desks/$desk/$", component: lazyRouteComponent(() => import("./DeskView"), "DeskView"), validateSearch: deskSearch });
const desks = createRoute({ getParentRoute: () => inside, path: "/desks", component: lazyRouteComponent(() => import("@/views/desks/DesksView"), "DesksView") });
const records = createRoute({ getParentRoute: () => inside, path: "/records", component: lazyRouteComponent(() => import("@/views/desks/RecordsView"), "RecordsView") });
const reports = createRoute({ getParentRoute: () => inside, path: "/reports", component: lazyRouteComponent(() => import("@/views/desks/ReportsView"), "ReportsView") });
const people = createRoute({ getParentRoute: () => inside, path: "/people", component: lazyRouteComponent(() => import("@/views/people/PeopleView"), "PeopleView") });

const tree = root.addChildren([firstStart, signIn, inside.addChildren([people, desks, records, reports, home, deposit, search, entity, source, mapping, intake, cases, oneCase, briefing, record, settings, review, verify, charts, chart, map, analyse, query, talk, help, exercise, desk])]);

/** The addresses of the page. `history` is given by tests; a browser has its own. */
export function createPageRouter(queries: QueryClient, history?: RouterHistory) {
  return createRouter({ routeTree: tree, context: { queries }, parseSearch: read, stringifySearch: write, scrollRestoration: true, defaultPendingMs: 300, ...(history ? { history } : {}) });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
