import { ActionIcon, useComputedColorScheme } from "@mantine/core";

import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { useChoices } from "@/parts/useChoices";

/** Light or dark; the system's choice until somebody chooses. */
export function ThemeSwitch() {
  const { t } = useLocale();
  const { choose } = useChoices();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <ActionIcon variant="default" size="md" aria-label={t(`theme.${other}`)} title={t(`theme.${other}`)} onClick={() => { choose({ theme: other }); }}>
      <Icon name={other === "dark" ? "moon" : "sun"} size={16} />
    </ActionIcon>
  );
}
