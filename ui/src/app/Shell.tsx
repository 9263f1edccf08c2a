import { Anchor, AppShell, Group, Text } from "@mantine/core";
import { Link, Outlet } from "@tanstack/react-router";

import { useLocale } from "@/i18n/LocaleContext";

import { LanguageSwitch } from "./LanguageSwitch";
import classes from "./Shell.module.css";

/** The frame around every view: name, language, content. */
export function Shell() {
  const { t } = useLocale();
  return (
    <AppShell header={{ height: 56 }} padding="md">
      <a href="#content" className={classes.skip}>
        {t("app.skip")}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Anchor component={Link} to="/" fw={700} underline="never">
            {t("app.name")}
          </Anchor>
          <LanguageSwitch />
        </Group>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

/** An address of the page that leads nowhere. */
export function MissingPage() {
  const { t } = useLocale();
  return <Text role="alert">{t("page.missing")}</Text>;
}

/** A view that failed; the rest of the page stays. */
export function FailedPage() {
  const { t } = useLocale();
  return <Text role="alert">{t("page.failed")}</Text>;
}
