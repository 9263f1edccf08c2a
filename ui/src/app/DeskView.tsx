import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { useOpenDesks } from "@/core/desks/open";
import { type DeskPlace, type DeskRoute, routeOf } from "@/core/desks/page";
import { useLocale } from "@/i18n/LocaleContext";
import { FetchedView } from "@/parts/FetchedView";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { GENERIC } from "./desks";

/** Whatever lies below `/desks/NAME/`: the screen of the desk that has this address, or else that of every desk. */
export function DeskView() {
  const { t } = useLocale();
  const { desk: name, _splat: address = "" } = useParams({ from: "/inside/desks/$desk/$" });
  const desks = useOpenDesks();
  const generic = useQuery({ queryKey: ["desks", "generic"], queryFn: GENERIC, staleTime: Infinity });
  if (desks.isError || generic.isError) return <ErrorNote error={desks.error ?? generic.error} retry={() => { void desks.refetch(); void generic.refetch(); }} />;
  if (desks.data === undefined || generic.data === undefined) return <Loading />;
  const open = desks.data.find((item) => item.desk.name === name);
  const found = open && (routeOf(open.page?.routes ?? [], address) ?? routeOf(generic.data.routes, address));
  if (found === undefined)
    return (
      <Empty title={t(open === undefined ? "desks.closed" : "page.missing")}>
        <Text size="sm">{t(open === undefined ? "desks.closed.next" : "page.missing.next")}</Text>
        <Link to="/">{t("nav.home")}</Link>
      </Empty>
    );
  return <Opened key={`${name}/${address}`} desk={name} route={found.route} params={found.params} />;
}

function Opened({ desk, route, params }: { desk: string; route: DeskRoute; params: Readonly<Record<string, string>> }) {
  const search = useSearch({ from: "/inside/desks/$desk/$" });
  const navigate = useNavigate({ from: "/desks/$desk/$" });
  const go: DeskPlace["go"] = (more) => void navigate({ search: (before) => ({ ...before, ...more }), resetScroll: false });
  return <FetchedView id={`${desk}/${route.path}`} view={route.view} props={{ desk, params, search, go }} />;
}
