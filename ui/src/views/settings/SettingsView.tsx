import { Anchor, Checkbox, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import type { Preferences } from "@/core/preferences";
import { useVocabulary } from "@/core/vocabulary";
import { officeZone } from "@/core/zone";
import { useLocale } from "@/i18n/LocaleContext";
import { type Locale, LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { separator } from "@/i18n/separator";

import { useChoices } from "@/parts/useChoices";

const DIGITS = ["language", "latn", "arab"] as const;
const DENSITIES = ["normal", "dense"] as const;
const SCHEMES = ["auto", "light", "dark"] as const;
const TIMES = ["page", "ltr"] as const;

/** Language, digits, calendar, colours, density and the way of time, for the person on whatever machine, with what they do to a number and a date. */
export function SettingsView() {
  const { t, locale } = useLocale();
  const format = useFormat();
  const { chosen, choose } = useChoices();
  const { locales } = useVocabulary();
  const zones = [...new Set([...Object.keys(locales.find((one) => one.tag === "en")?.zones ?? {}), ...(chosen.zone === "" ? [] : [chosen.zone])])];
  return (
    <Stack maw="32rem" mx="auto">
      <div>
        <Title order={1}>{t("settings.title")}</Title>
        <Text size="sm" c="dimmed">
          {t("settings.text")}
        </Text>
      </div>
      <Group gap="md" component="nav" aria-label={t("settings.workspace")}>
        <Anchor component={Link} to="/desks" size="sm">{t("desks.all")}</Anchor>
        <Anchor component={Link} to="/people" size="sm">{t("nav.people")}</Anchor>
        <Anchor component={Link} to="/verify" size="sm">{t("nav.verify")}</Anchor>
      </Group>
      <NativeSelect label={t("language.label")} description={LOCALES[locale].reviewed ? undefined : t("language.unreviewed", { name: LOCALES[locale].name })} value={locale} data={LOCALE_CODES.map((code) => ({ value: code, label: LOCALES[code].name }))} onChange={(event) => { choose({ locale: event.currentTarget.value as Locale }); }} />
      <NativeSelect label={t("settings.digits")} value={chosen.digits} data={DIGITS.map((value) => ({ value, label: t(`settings.digits.${value}`) }))} onChange={(event) => { choose({ digits: event.currentTarget.value as Preferences["digits"] }); }} />
      <Checkbox label={t("settings.hijri")} description={t("settings.hijri.text")} checked={chosen.hijri} onChange={(event) => { choose({ hijri: event.currentTarget.checked }); }} />
      <NativeSelect label={t("settings.theme")} value={chosen.theme} data={SCHEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))} onChange={(event) => { choose({ theme: event.currentTarget.value as Preferences["theme"] }); }} />
      <NativeSelect label={t("settings.density")} value={chosen.density} data={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))} onChange={(event) => { choose({ density: event.currentTarget.value as Preferences["density"] }); }} />
      <NativeSelect label={t("settings.time")} value={chosen.time} data={TIMES.map((value) => ({ value, label: t(`settings.time.${value}`) }))} onChange={(event) => { choose({ time: event.currentTarget.value as Preferences["time"] }); }} />
      <NativeSelect label={t("settings.zone")} description={t("settings.zone.text")} value={chosen.zone} data={[{ value: "", label: t("settings.zone.office", { zone: format.zone(officeZone()) }) }, ...zones.map((value) => ({ value, label: format.zone(value) }))]} onChange={(event) => { choose({ zone: event.currentTarget.value }); }} />
      <Text size="sm" role="status" data-example>
        {t("settings.example")} {format.number(1234567)}{separator()}{format.date("2024-03-11")}
      </Text>
    </Stack>
  );
}
