import { ActionIcon, AppShell, Drawer, Group, Text, useComputedColorScheme } from "@mantine/core";
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";

import { usePerson } from "@/core/session";
import { useCommands } from "@/core/useCommands";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { Palette } from "@/parts/Palette";
import { SearchBox } from "@/parts/SearchBox";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { useChoices, useFollowChoices } from "@/parts/useChoices";

import { Alarm } from "./Alarm";
import { ExerciseBand } from "./ExerciseBand";
import { keepBar, takesWindow, useBar } from "./bar";
import { LanguageSwitch } from "./LanguageSwitch";
import { MeMenu } from "./MeMenu";
import classes from "./Shell.module.css";
import { SessionEnd } from "./SessionEnd";
import { SideBar } from "./SideBar";
import { ThemeSwitch } from "./ThemeSwitch";
import { useDeskWays } from "./useDeskWays";
import { useFieldFaults } from "./useFieldFaults";
import { useFocusKeeper } from "./useFocusKeeper";
import { useZoneOfCase } from "./useZoneOfCase";

/** What is the same signed in or not. */
export function Root() {
  const { t, locale } = useLocale();
  useFocusKeeper();
  useFieldFaults();
  useEffect(() => {
    document.title = t("app.name");
  }, [t, locale]);
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t("app.skip")}
      </a>
      <Outlet />
      <ExerciseBand />
    </>
  );
}

function Name() {
  const { t } = useLocale();
  return (
    <Link to="/" className={classes.name}>
      <img src="/icon.svg" width={24} height={24} alt="" />
      <span>{t("app.name")}</span>
    </Link>
  );
}

/** The frame before signing in. */
export function Outside({ children }: { children: ReactNode }) {
  return (
    <AppShell header={{ height: 52 }} padding="md">
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Name />
          <Group gap="xs" wrap="nowrap">
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}

/** The frame around every view: the side bar, search, who is signed in, and every command (Ctrl+K). On a narrow screen the bar is a drawer. */
export function Shell() {
  const { t } = useLocale();
  const { pathname } = useLocation();
  const [palette, setPalette] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const whole = takesWindow(pathname);
  const icons = useBar(whole) === "icons";
  useFollowChoices();
  useZoneOfCase();
  usePageCommands(() => { setPalette(true); });
  useDeskWays();
  const turn = t(icons ? "nav.widen" : "nav.narrow");
  return (
    <AppShell layout="alt" header={{ height: "var(--tq-head)" }} navbar={{ width: icons ? "3.5rem" : "15rem", breakpoint: "sm", collapsed: { mobile: true } }} padding="md" transitionDuration={0}>
      <SessionEnd />
      <Palette opened={palette} onClose={() => { setPalette(false); }} />
      <Drawer opened={drawer} onClose={() => { setDrawer(false); }} title={<Name />} size="18rem" hiddenFrom="sm" closeButtonProps={{ "aria-label": t("nav.close") }} transitionProps={{ duration: 0 }}>
        <SideBar icons={false} onGo={() => { setDrawer(false); }} />
      </Drawer>
      <AppShell.Header>
        <div className={classes.head}>
          <ActionIcon variant="default" size="md" hiddenFrom="sm" aria-label={t("nav.open")} aria-expanded={drawer} onClick={() => { setDrawer(true); }}>
            <Icon name="menu" size={16} />
          </ActionIcon>
          <div className={classes.search}>{pathname !== "/search" && <SearchBox key={pathname} />}</div>
          <ActionIcon variant="default" size="md" aria-label={`${t("command.page.palette")} (Ctrl+K)`} title={`${t("command.page.palette")} (Ctrl+K)`} onClick={() => { setPalette(true); }}>
            <Icon name="command" size={16} />
          </ActionIcon>
          <MeMenu />
        </div>
      </AppShell.Header>
      <AppShell.Navbar>
        <div className={classes.brand} data-icons={icons}>
          <Name />
          <ActionIcon variant="subtle" color="gray" c="inherit" size="md" aria-label={turn} title={turn} aria-pressed={icons} data-narrow onClick={() => { keepBar(icons ? "words" : "icons", whole); }}>
            <Icon name="menu" size={16} />
          </ActionIcon>
        </div>
        <SideBar icons={icons} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className={classes.main}>
          <Alarm />
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

/** The commands that every screen answers. */
function usePageCommands(onPalette: () => void): void {
  const navigate = useNavigate();
  const { choose } = useChoices();
  const scheme = useComputedColorScheme("light");
  const person = usePerson();
  useCommands({
    "page.palette": { run: onPalette },
    "page.search": { run: toSearch },
    "page.help": { run: () => void navigate({ to: "/help" }) },
    "page.copy": { run: () => void navigator.clipboard.writeText(window.location.href) },
    "page.theme": { run: () => { choose({ theme: scheme === "dark" ? "light" : "dark" }); } },
    "go.home": { run: () => void navigate({ to: "/" }) },
    "go.cases": { run: () => void navigate({ to: "/cases" }) },
    "go.charts": { run: () => void navigate({ to: "/charts" }) },
    "go.map": { run: () => void navigate({ to: "/map", search: {} }) },
    "go.analyse": { run: () => void navigate({ to: "/analyse", search: {} }) },
    "go.deposit": { run: () => void navigate({ to: "/deposit" }) },
    "go.new": { run: () => void navigate({ to: "/new", search: {} }) },
    "go.settings": { run: () => void navigate({ to: "/settings" }) },
    "go.query": { run: () => void navigate({ to: "/query", search: {} }) },
    "go.review": { run: () => void navigate({ to: "/review" }) },
    "go.people": { run: () => void navigate({ to: "/people" }) },
    "go.log": { run: () => void navigate({ to: "/verify", hash: "log" }), able: person.reads_log },
    "go.verify": { run: () => void navigate({ to: "/verify" }) },
    "chart.new": { run: () => void navigate({ to: "/chart" }) },
  });
}

function toSearch(): void {
  const box = document.querySelector<HTMLInputElement>("[data-search-box]");
  box?.focus();
  box?.select();
}

/** While the session and the words of the field are asked for. */
export function Waiting() {
  return <Loading />;
}

/** An address of the page that leads nowhere. */
export function MissingPage() {
  const { t } = useLocale();
  return (
    <Outside>
      <div role="alert" className={classes.told}>
        <Empty title={t("page.missing")}>
          <Text size="sm">{t("page.missing.next")}</Text>
          <Link to="/">{t("nav.home")}</Link>
        </Empty>
      </div>
    </Outside>
  );
}

/** A view that failed; the rest of the page stays. */
export function FailedPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <main id="content" style={{ padding: "2rem", maxInlineSize: "48rem" }}>
      <ErrorNote error={error} retry={reset} />
    </main>
  );
}
