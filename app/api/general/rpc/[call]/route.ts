export * from "@/app/_shared/receive";
