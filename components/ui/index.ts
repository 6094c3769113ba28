// What pages are made of, without a script of its own but for tables, whose script is smaller than what it saves. Code in a frame, which can be copied, and forms that act have one: they stay outside.
export { Badge, type BadgeTone, FieldClassBadge } from "./badge";
export { Button, ButtonLink } from "./button";
export { Callout } from "./callout";
export { numbers } from "./columns";
export { DataTable, type Row } from "./data-table";
export { EmptyState } from "./empty-state";
export { Figure, Figures, KeyFigures } from "./figure";
export { SelectField, TextField } from "./form-field";
export { FormNotice } from "./form-notice";
export { Link } from "./link";
export { Listed } from "./listed";
export { Page } from "./page";
export { type ListPart, Pager, type PagerLinks } from "./pager";
export { Prose } from "./prose";
export { Section } from "./section";
export { StackedTable } from "./stacked-table";
export { SubPages, UnderSubPages } from "./sub-pages";
export { Tabs } from "./tabs";
