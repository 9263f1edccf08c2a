import { Button, Menu, Text, useComputedColorScheme } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";

import { usePerson, useSignOut } from "@/core/session";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { useChoices } from "@/parts/useChoices";

/** Who is signed in, and what belongs to the person and not to a case: language, colours, settings, account, leaving. */
export function MeMenu() {
  const { t, locale } = useLocale();
  const { choose } = useChoices();
  const person = usePerson();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const other = useComputedColorScheme("light") === "dark" ? "light" : "dark";
  return (
    <Menu position="bottom-end" width={240} hideDetached={false} withInitialFocusPlaceholder={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" loading={signOut.isPending} aria-label={t("nav.me", { name: person.name })} leftSection={<Icon name="person" size={16} />} data-me="">
          {/* its own direction, so that a name in another script than the page's is cut at its end */}
          <Text size="sm" truncate maw="14rem" span dir="auto" title={person.name}>{person.name}</Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="person" size={16} />} renderRoot={(props) => <Link to="/people" {...props} />}>
          {t("nav.people")}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="table" size={16} />} renderRoot={(props) => <Link to="/desks" {...props} />}>
          {t("desks.all")}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="law" size={16} />} renderRoot={(props) => <Link to="/verify" {...props} />}>
          {t("nav.verify")}
        </Menu.Item>
        {person.reads_log && (
          <Menu.Item leftSection={<Icon name="table" size={16} />} renderRoot={(props) => <Link to="/verify" hash="log" {...props} />}>
            {t("audit.log")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="settings" size={16} />} renderRoot={(props) => <Link to="/settings" {...props} />}>
          {t("settings.title")}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name={other === "dark" ? "moon" : "sun"} size={16} />} onClick={() => { choose({ theme: other }); }}>
          {t(`theme.${other}`)}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("language.label")}</Menu.Label>
        {LOCALE_CODES.map((code) => (
          <Menu.Item key={code} renderRoot={(props) => <button type="button" {...props} role="menuitemradio" aria-checked={code === locale} lang={code} />} title={LOCALES[code].reviewed ? undefined : t("language.unreviewed", { name: LOCALES[code].name })} leftSection={code === locale ? <Icon name="check" size={16} /> : <span style={{ display: "inline-block", inlineSize: 16 }} />} onClick={() => { choose({ locale: code }); }}>
            <bdi>{LOCALES[code].reviewed ? LOCALES[code].name : `${LOCALES[code].name} *`}</bdi>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => { signOut.mutate(undefined, { onSuccess: () => void navigate({ to: "/sign-in", search: {} }) }); }}>{t("nav.sign-out")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
