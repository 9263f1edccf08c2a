import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, body } from "@/api/client";

export const headQuery = queryOptions({ queryKey: ["audit", "head"], queryFn: () => body(api.GET("/api/audit/head")), staleTime: 0 });
export const logQuery = queryOptions({ queryKey: ["audit", "log"], queryFn: () => body(api.GET("/api/audit", { params: { query: { last: 50 } } })), staleTime: 0 });

export const useVerify = () => useMutation({ mutationFn: () => body(api.POST("/api/verify")) });
