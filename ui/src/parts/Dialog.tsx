import { Modal, type ModalProps } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

import { useLocale } from "@/i18n/LocaleContext";

type Props = Pick<ModalProps, "size"> & {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog that is open as long as it is rendered. Escape and the cross shut it; then the keyboard is where it was before, or on the page's content where that is gone. */
export function Dialog(props: Props) {
  const { t } = useLocale();
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    setTimeout(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const back = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.getElementById("content");
      back?.focus({ preventScroll: true });
    });
  }, [before]);
  return <Modal opened {...props} closeButtonProps={{ "aria-label": t("dialog.close") }} />;
}
