import { useMutation } from "@tanstack/react-query";

import { fetched } from "@/api/client";

/** Opens something as it stands on paper in a window of its own, in the language of whoever is to read it. */
export const usePrint = (method: "GET" | "POST", caseId: string) =>
  useMutation({
    mutationFn: async ({ address, language }: { address: string; language: string }) => {
      const sheet = await (await fetched(`${address}?case=${encodeURIComponent(caseId)}&language=${encodeURIComponent(language)}`, { method })).blob();
      window.open(URL.createObjectURL(sheet), "_blank", "noopener");
    },
  });
