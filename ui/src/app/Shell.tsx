import { ActionIcon, AppShell, Group, Text, useComputedColorScheme } from "@mantine/core";
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
import { DeskMenu } from "./DeskMenu";
import { LanguageSwitch } from "./LanguageSwitch";
import { MeMenu } from "./MeMenu";
import classes from "./Shell.module.css";
import { ThemeSwitch } from "./ThemeSwitch";
import { useFocusKeeper } from "./useFocusKeeper";

/** What is the same signed in or not. */
export function Root() {
  const { t, locale } = useLocale();
  useFocusKeeper();
  useEffect(() => {
    document.title = t("app.name");
  }, [t, locale]);
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t("app.skip")}
      </a>
      <Outlet />
    </>
  );
}

function Name() {
  const { t } = useLocale();
  return (
    <Link to="/" className={classes.name}>
      <img src="/icon.svg" width={24} height={24} alt="" />
      {t("app.name")}
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

/** The frame around every view: name, search, where to go, who is signed in, and every command (Ctrl+K). */
export function Shell() {
  const { t } = useLocale();
  const { pathname } = useLocation();
  const [palette, setPalette] = useState(false);
  useFollowChoices();
  usePageCommands(() => { setPalette(true); });
  return (
    <AppShell header={{ height: "var(--tq-head)" }} padding="md">
      <Palette opened={palette} onClose={() => { setPalette(false); }} />
      <AppShell.Header>
        <div className={classes.head}>
          <Name />
          <nav className={classes.nav} aria-label={t("nav.label")}>
            <Link to="/" className={classes.link} activeOptions={{ exact: true }}>
              {t("nav.home")}
            </Link>
            <Link to="/deposit" className={classes.link}>
              {t("nav.deposit")}
            </Link>
            <Link to="/cases" className={classes.link}>
              {t("nav.cases")}
            </Link>
            <Link to="/charts" className={classes.link}>
              {t("nav.charts")}
            </Link>
            <Link to="/map" className={classes.link}>
              {t("nav.map")}
            </Link>
            <Link to="/analyse" className={classes.link}>
              {t("nav.analyse")}
            </Link>
            <Link to="/query" className={classes.link}>
              {t("nav.query")}
            </Link>
            <Link to="/review" className={classes.link}>
              {t("nav.review")}
            </Link>
            <DeskMenu />
          </nav>
          <div className={classes.search}>{pathname !== "/" && pathname !== "/search" && <SearchBox key={pathname} />}</div>
          <ActionIcon variant="default" size="md" aria-label={`${t("command.page.palette")} (Ctrl+K)`} title={`${t("command.page.palette")} (Ctrl+K)`} onClick={() => { setPalette(true); }}>
            <Icon name="command" size={16} />
          </ActionIcon>
          <ActionIcon component={Link} to="/help" variant="default" size="md" aria-label={t("nav.help")} title={`${t("nav.help")} (?)`}>
            <Icon name="help" size={16} />
          </ActionIcon>
          <MeMenu />
        </div>
      </AppShell.Header>
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
