import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import type { ReactNode } from "react";
import { addressOf, anchorOf } from "@/lib/documentation/documents";
import { capitalise } from "@/lib/words/sayPlurals";
import { DataTable, Link, Prose } from "../ui";
import { CodeBlock } from "../ui/code-block";

interface MarkdownProps {
  text: string;
  /** Where the text is from, for its links. */
  file: string;
}

/** A document in Markdown, set with the elements of this site. HTML in it is not: it stands as text, or is a comment. */
export function Markdown({ text, file }: MarkdownProps) {
  const tokens = lexer(text);
  return (
    <div className="flex min-w-0 flex-col gap-5">
      {tokens.map((token, index) => (
        <Block key={keyOf(token, index)} token={token} file={file} id={`${index}`} />
      ))}
    </div>
  );
}

interface BlockProps {
  token: Token;
  file: string;
  id: string;
}

function Block({ token: given, file, id }: BlockProps): ReactNode {
  const token = given as MarkedToken;
  switch (token.type) {
    case "heading":
      return <Heading {...token} file={file} />;
    case "code":
      return <CodeBlock label={token.lang || "Shell and configuration"} language="text" code={token.text} />;
    case "table":
      return <Table token={token} file={file} id={id} />;
    case "list":
    case "blockquote":
    case "paragraph":
      return (
        <Prose>
          <Flow token={token} file={file} />
        </Prose>
      );
    case "hr":
      return <hr className="border-rule" />;
    default:
      return null;
  }
}

function Heading({ depth, tokens, text, file }: Tokens.Heading & { file: string }) {
  const Tag = depth <= 2 ? "h2" : "h3";
  return (
    <Tag
      id={anchorOf(text)}
      className={depth <= 2 ? "mt-4 border-t border-rule pt-6 text-xl" : "text-[1.0625rem]"}
    >
      <Inline tokens={tokens} file={file} />
    </Tag>
  );
}

/** A table. A row that names one thing in code can be linked to by its name. */
function Table({
  token: { header, rows, align },
  file,
  id,
}: {
  token: Tokens.Table;
  file: string;
  id: string;
}) {
  const nameOf = (cells: Tokens.TableCell[]) => /^`([\w-]+)`$/.exec(cells[0]?.text ?? "")?.[1];
  const names = rows.map(nameOf);
  const areDistinct = new Set(names).size === rows.length;
  return (
    <DataTable
      id={`table-${id}`}
      caption={header.map(({ text }) => text).join(", ")}
      captionHidden
      columns={header.map(({ text }, index) => ({
        title: capitalise(text),
        kind: align[index] === "right" ? "number" : index === 0 && areDistinct ? "code" : "prose",
      }))}
      rows={rows.map((cells, index) => ({
        key: `${index}`,
        ...(areDistinct && names[index] !== undefined ? { id: names[index] } : {}),
        cells: cells.map(({ tokens, text }) => <Inline key={text} tokens={tokens} file={file} />),
      }))}
    />
  );
}

function Flow({ token: given, file }: { token: Token; file: string }): ReactNode {
  const token = given as MarkedToken;
  switch (token.type) {
    case "list": {
      const Tag = token.ordered ? "ol" : "ul";
      return (
        <Tag>
          {token.items.map((item, index) => (
            <li key={keyOf(item, index)}>
              <Inline tokens={item.tokens} file={file} />
            </li>
          ))}
        </Tag>
      );
    }
    case "blockquote":
      return (
        <blockquote className="border-l-2 border-rule-strong pl-4">
          <Inline tokens={token.tokens} file={file} />
        </blockquote>
      );
    case "paragraph":
      return (
        <p>
          <Inline tokens={token.tokens} file={file} />
        </p>
      );
    case "code":
      return (
        <pre className="overflow-x-auto">
          <code>{token.text}</code>
        </pre>
      );
    default:
      return <Span token={token} file={file} />;
  }
}

function Inline({ tokens, file }: { tokens: Token[] | undefined; file: string }) {
  return tokens?.map((token, index) => <Flow key={keyOf(token, index)} token={token} file={file} />);
}

function Span({ token: given, file }: { token: Token; file: string }): ReactNode {
  const token = given as MarkedToken;
  switch (token.type) {
    case "text":
      return token.tokens === undefined ? (
        unescaped(token.text)
      ) : (
        <Inline tokens={token.tokens} file={file} />
      );
    case "escape":
      return unescaped(token.text);
    case "codespan":
      return <code>{unescaped(token.text)}</code>;
    case "strong":
      return (
        <strong>
          <Inline tokens={token.tokens} file={file} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inline tokens={token.tokens} file={file} />
        </em>
      );
    case "br":
      return <br />;
    case "link": {
      const address = addressOf(file, token.href);
      const text = <Inline tokens={token.tokens} file={file} />;
      return address === null ? text : <Link href={address}>{text}</Link>;
    }
    case "html":
      return /^<!--/.test(token.raw) ? null : token.raw;
    default:
      return null;
  }
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#39;": "'",
};

/** React escapes by itself. */
function unescaped(text: string): string {
  return text.replaceAll(/&(?:lt|gt|amp|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

function keyOf({ raw }: Token, index: number): string {
  return `${index} ${raw.slice(0, 20)}`;
}
