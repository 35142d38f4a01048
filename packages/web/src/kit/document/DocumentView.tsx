import type { DocumentBlock, DocumentRun } from '@plumbline/contract/document';
import { useText } from '../../lib/texts.ts';
import { texts } from '../texts.ts';
import './document.css';

interface Props {
  /** Names the page for screen readers. */
  label: string;
  body: { blocks: readonly DocumentBlock[]; more: boolean };
  /** Struck across: the document is void. */
  isVoid?: boolean;
}

/** A document as it lies on paper: A4 with the margins and faces of official documents. Texts only, no markup. */
export function DocumentView({ label, body, isVoid }: Props) {
  const t = useText(texts);
  return (
    <section className="paper" aria-label={label} lang="zh">
      {isVoid && <p className="paper-void">{t('void')}</p>}
      <Blocks blocks={body.blocks} />
      {body.more && <p className="paper-more">{t('documentMore')}</p>}
    </section>
  );
}

const Blocks = ({ blocks }: { blocks: readonly DocumentBlock[] }) =>
  blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no names, and their order never changes
    <Block key={index} block={block} />
  ));

function Block({ block }: { block: DocumentBlock }) {
  if (block.kind === 'table') return <PaperTable table={block} />;
  const { align, indent, rule, runs } = block;
  return (
    <p
      className={`paper-line${rule ? ` paper-rule-${rule}` : ''}`}
      style={{ textAlign: align === 'left' && indent ? 'justify' : align, textIndent: `${indent}em` }}
    >
      {runs.map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Run key={index} run={run} />
      ))}
    </p>
  );
}

const Run = ({ run }: { run: DocumentRun }) => (
  <span
    className={`face-${run.face}${run.red ? ' paper-red' : ''}`}
    style={{ fontSize: `${run.size}pt`, ...(run.bold ? { fontWeight: 700 } : {}) }}
  >
    {run.text}
  </span>
);

function PaperTable({ table }: { table: Extract<DocumentBlock, { kind: 'table' }> }) {
  return (
    <table className="paper-table">
      <colgroup>
        {table.widths.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <col key={index} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      <tbody>
        {table.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <tr key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <td key={column} colSpan={cell.span}>
                <Blocks blocks={cell.blocks} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
