import { Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useState } from "react";

import { cardCountQuery } from "@/core/cards";
import { useFormat } from "@/core/format";
import { commonInboxQuery } from "@/core/inbox";
import { currentOf, type DeskPlaces, type Place } from "@/core/desks/places";
import { usePlaces } from "@/parts/usePlaces";
import { Icon, type IconName } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";
import { FetchedView } from "@/parts/FetchedView";

import { step } from "./bar";
import classes from "./SideBar.module.css";

/** The bar shows all the screens of as many desks at once; of more, those of the desk where one is, and what was opened. */
const FEW = 2;

const CASE_WORK: readonly { to: string; name: TextKey; icon: IconName }[] = [
  { to: "/", name: "nav.home", icon: "home" },
  { to: "/search", name: "search.title", icon: "search" },
  { to: "/cases", name: "nav.cases", icon: "document" },
  { to: "/charts", name: "nav.charts", icon: "chart" },
  { to: "/map", name: "nav.map", icon: "map" },
  { to: "/analyse", name: "nav.analyses", icon: "analyse" },
  { to: "/review", name: "nav.review", icon: "identity" },
];

const MORE: readonly { to: string; name: TextKey; icon: IconName }[] = [
  { to: "/records", name: "nav.records", icon: "records" },
  { to: "/reports", name: "nav.reports", icon: "report" },
  { to: "/settings", name: "settings.title", icon: "settings" },
];

/** Where else an entry of the bar is at home. */
const WITHIN: Readonly<Record<string, RegExp>> = { "/charts": /^\/charts?\/?$/, "/cases": /^\/cases(\/|$)/, "/analyse": /^\/(analyse|query)\/?$/ };

const at = (to: string, path: string): boolean => WITHIN[to]?.test(path) ?? path === to;

/** One way round the program: case work, the desks at which the person works, then records, reports and settings. */
export function SideBar({ icons, onGo }: { icons: boolean; onGo?: () => void }) {
  const { t, locale } = useLocale();
  const { pathname } = useLocation();
  const desks = usePlaces();
  const inbox = useQuery(commonInboxQuery(locale)).data;
  const matches = useQuery(cardCountQuery).data?.total ?? 0;
  const due = Object.values(inbox?.counts ?? {}).reduce((sum, one) => sum + one, 0);
  const own = (to: string) => (to === "/" ? due : to === "/review" ? matches : 0);
  const shown = desks.filter(({ desk, screens }) => screens.length > 0 || !desk.general);
  const lines = (entries: typeof CASE_WORK) =>
    entries.map(({ to, name, icon }) => <Line key={to} icons={icons} icon={icon} title={t(name)} current={at(to, pathname)} badge={<Count of={own(to)} urgent={to === "/"} />} link={(inside, props) => <Link to={to} {...props}>{inside}</Link>} onGo={onGo} />);
  return (
    <nav aria-label={t("nav.label")} className={classes["bar"]} data-bar data-icons={icons} onKeyDown={arrows}>
      <ul className={classes["list"]} aria-label={t("nav.case-work")}>{lines(CASE_WORK)}</ul>
      {shown.map((one) => <DeskLines key={one.desk.name} places={one} icons={icons} path={pathname} first={shown.length <= FEW} waits={inbox?.counts[one.desk.name] ?? 0} onGo={onGo} />)}
      <section aria-labelledby="bar-more">
        <h2 id="bar-more" className={classes["head"]}>{t("nav.more")}</h2>
        <ul className={classes["list"]}>{lines(MORE)}</ul>
      </section>
      <ul className={`${classes["list"] ?? ""} ${classes["foot"] ?? ""}`}>
        <Line icons={icons} icon="help" title={t("nav.help")} current={pathname === "/help"} link={(inside, props) => <Link to="/help" {...props}>{inside}</Link>} onGo={onGo} />
      </ul>
    </nav>
  );
}

function arrows(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("a, button")];
  const next = event.ctrlKey || event.altKey || event.metaKey ? null : step(event.key, items.indexOf(document.activeElement as HTMLElement), items.length);
  if (next === null) return;
  event.preventDefault();
  items[next]?.focus();
}

function DeskLines({ places, icons, path, first, waits, onGo }: { places: DeskPlaces; icons: boolean; path: string; first: boolean; waits: number; onGo: (() => void) | undefined }) {
  const { desk, screens } = places;
  const base = `/desks/${desk.name}`;
  const here = path === base || path.startsWith(`${base}/`);
  const current = here ? currentOf(screens, path.slice(base.length)) : undefined;
  const [chosen, choose] = useState<boolean | null>(null);
  const open = chosen ?? (here || first);
  const id = `bar-${desk.name}`;
  return (
    <section aria-labelledby={id} data-desk-bar={desk.name}>
      <h2 id={id} className={classes["head"]}>
        <Hint icons={icons} title={desk.title}>
          <button type="button" aria-expanded={open} aria-controls={`${id}-lines`} onClick={() => { choose(!open); }}>
            <Icon name={places.icon} size={16} />
            <span className={classes["word"]}><Data>{desk.title}</Data></span>
            {!open && <Count of={waits} urgent />}
            <span className={classes["turn"]} data-open={open}><Icon name="down" size={12} /></span>
          </button>
        </Hint>
      </h2>
      <ul id={`${id}-lines`} className={classes["list"]} hidden={!open}>
        {screens.map((screen) => (
          <Line key={screen.to} icons={icons} icon={screen.icon} title={screen.title} current={screen === current} badge={<Waits id={`${desk.name}/${screen.to}`} place={screen} inbox={waits} />} link={(inside, props) => <Link to="/desks/$desk/$" params={{ desk: desk.name, _splat: screen.to }} activeOptions={{ exact: true }} {...props}>{inside}</Link>} onGo={onGo} />
        ))}
      </ul>
    </section>
  );
}

function Waits({ id, place: { waits }, inbox }: { id: string; place: Place; inbox: number }) {
  if (waits === undefined) return null;
  return waits === "inbox" ? <Count of={inbox} urgent /> : <span className={classes["badge"]}><FetchedView id={`waits:${id}`} view={waits} props={{}} quiet /></span>;
}

/** How many wait, beside the word; nothing where none do. */
function Count({ of, urgent = false }: { of: number; urgent?: boolean }) {
  const { t } = useLocale();
  const format = useFormat();
  if (of === 0) return null;
  return <span className={classes["badge"]} data-urgent={urgent} title={t("nav.waits", { n: format.number(of) })}>{format.number(of)}</span>;
}

interface LinkProps {
  className: string | undefined;
  "aria-current": "page" | undefined;
  onClick: (() => void) | undefined;
}

function Line({ icons, icon, title, current, badge, link, onGo }: { icons: boolean; icon: IconName; title: string; current: boolean; badge?: ReactNode; link: (inside: ReactNode, props: LinkProps) => ReactNode; onGo: (() => void) | undefined }) {
  return (
    <li>
      <Hint icons={icons} title={title}>
        <div>
          {link(
            <>
              <Icon name={icon} size={17} />
              <span className={classes["word"]}><Data>{title}</Data></span>
              {badge}
            </>,
            { className: classes["line"], "aria-current": current ? "page" : undefined, onClick: onGo },
          )}
        </div>
      </Hint>
    </li>
  );
}

/** The word beside an icon that stands alone, on hover and on focus. */
function Hint({ icons, title, children }: { icons: boolean; title: string; children: ReactNode }) {
  const { direction } = useLocale();
  if (!icons) return children;
  return <Tooltip label={title} position={direction === "rtl" ? "left" : "right"} events={{ hover: true, focus: true, touch: false }} transitionProps={{ duration: 0 }}><div>{children}</div></Tooltip>;
}
