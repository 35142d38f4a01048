import { useText } from '../../lib/texts.ts';
import { BOX, type Edge, type Layout, layOut, left, linesOf, pathOf, sizeOf, top } from './diagram.rules.ts';
import type { Procedure } from './matter.api.ts';
import './matter.css';
import { texts } from './texts.ts';

interface Props {
  procedure: Procedure;
  /** State in which a matter stands. */
  current?: string | undefined;
  passed?: ReadonlySet<string>;
}

/** Smaller than this part of its size the words can't be read: from there on the picture scrolls. */
const LEAST = 0.75;

/** States and steps of a procedure, drawn from its data; in words below for those who don't see the picture. */
export function ProcedureDiagram({ procedure, current, passed = new Set() }: Props) {
  const t = useText(texts);
  const layout = layOut(procedure);
  const { width, height } = sizeOf(layout);
  return (
    <figure className="diagram">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a picture wider than the screen must scroll by keys */}
      <section className="diagram-frame" tabIndex={0} aria-label={procedure.title}>
        <svg
          style={{ maxWidth: width, minWidth: Math.round(width * LEAST) }}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('diagram')}
        >
          <defs>
            <marker
              id="diagram-tip"
              viewBox="0 0 8 8"
              refX="8"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0L8 4L0 8z" className="diagram-tip" />
            </marker>
          </defs>
          {layout.edges.map((edge) => (
            <Line key={`${edge.from} ${edge.to}`} edge={edge} layout={layout} />
          ))}
          {layout.nodes.map((node) => {
            const now = node.code === current;
            const done = !now && passed.has(node.code);
            return (
              <g key={node.code} transform={`translate(${left(node)} ${top(node)})`}>
                <rect
                  {...BOX}
                  rx={node.final ? 20 : 4}
                  className={now ? 'diagram-now' : done ? 'diagram-done' : 'diagram-state'}
                />
                <text className={now ? 'diagram-text-now' : 'diagram-text'}>
                  {linesOf(`${done ? '✓ ' : ''}${node.title}`).map((line, i, all) => (
                    <tspan
                      key={line}
                      x={BOX.width / 2}
                      y={BOX.height / 2 + (i - (all.length - 1) / 2) * LINE}
                    >
                      {line}
                    </tspan>
                  ))}
                </text>
                <title>{node.title}</title>
              </g>
            );
          })}
        </svg>
      </section>
      {current !== undefined && <figcaption>{t('diagramAbout')}</figcaption>}
      <details>
        <summary>{t('diagramText')}</summary>
        <StepTable procedure={procedure} />
      </details>
    </figure>
  );
}

const LINE = 15;

function Line({ edge, layout }: { edge: Edge; layout: Layout }) {
  const from = layout.nodes.find((node) => node.code === edge.from);
  const to = layout.nodes.find((node) => node.code === edge.to);
  if (!from || !to) return null;
  return (
    <path d={pathOf(from, to)} className="diagram-line" markerEnd="url(#diagram-tip)">
      <title>{edge.titles.join(' / ')}</title>
    </path>
  );
}

function StepTable({ procedure }: { procedure: Procedure }) {
  const t = useText(texts);
  const title = (code: string) => procedure.states.find((state) => state.code === code)?.title ?? code;
  return (
    <div className="form-view-rows">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('step')}</th>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
            <th scope="col">{t('who')}</th>
          </tr>
        </thead>
        <tbody>
          {procedure.actions.map((action) => (
            <tr key={action.code}>
              <td>
                {action.title}
                {action.approval && <small> {t('needsApproval', { title: action.approval })}</small>}
                {action.document && <small> {t('issues', { title: action.document })}</small>}
              </td>
              <td>{action.from.map(title).join(' / ')}</td>
              <td>{action.to.length > 0 ? action.to.map(title).join(' / ') : t('stays')}</td>
              <td>{action.by.join(' / ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
