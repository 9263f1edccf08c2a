import { deskTasks } from "@/desks/kit/tasks";

export const tasks = deskTasks({ en: () => import("./tasks/en.json"), ar: () => import("./tasks/ar.json"), ckb: () => import("./tasks/ckb.json"), "kmr-Arab": () => import("./tasks/kmr-Arab.json") });
