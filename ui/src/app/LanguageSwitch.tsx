import { NativeSelect } from "@mantine/core";

import { useLocale } from "@/i18n/LocaleContext";
import { isLocale, LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { useChoices } from "@/parts/useChoices";

/** Every language in its own script; the star of one that no native speaker has reviewed is explained in the settings. */
export function LanguageSwitch() {
  const { locale, t } = useLocale();
  const { choose } = useChoices();
  const options = LOCALE_CODES.map((code) => {
    const { name, reviewed } = LOCALES[code];
    return { value: code, label: reviewed ? name : `${name} *` };
  });
  return (
    <NativeSelect
      size="xs"
      maw="10rem"
      aria-label={t("language.label")}
      title={LOCALES[locale].reviewed ? undefined : t("language.unreviewed", { name: LOCALES[locale].name })}
      data={options}
      value={locale}
      onChange={(event) => {
        if (isLocale(event.currentTarget.value)) choose({ locale: event.currentTarget.value });
      }}
    />
  );
}
