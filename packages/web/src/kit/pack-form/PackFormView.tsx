import { downloadFile } from '@plumbline/contract/file';
import { Fragment, type ReactNode, useMemo } from 'react';
import { comma, useLanguage, useSay } from '../../lib/language.ts';
import { useFormLists } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { Day } from '../Day.tsx';
import { type Fact, Facts } from '../Facts.tsx';
import { ArticleLink } from '../links.tsx';
import { SaveFile } from '../SaveFile.tsx';
import { texts } from '../texts.ts';
import { type FormLists, type FormNode, localise, optionTitle, refOf, usesLists } from './form-node.ts';
import { KinMark } from './templates.tsx';
import './pack-form.css';

interface Props {
  /** The pack's form, in both languages or already in one. */
  form: object;
  data: Record<string, unknown>;
  /** The lists that the form names by `x-list`; those of the pack in force unless told. */
  lists?: FormLists;
  /** Names by id, for fields that name somebody. */
  names?: Readonly<Record<string, string>>;
  /** Names fields that were left empty, too. */
  showEmpty?: boolean;
}

type Named = [name: string, node: FormNode];
interface Drawing {
  value: (node: FormNode, value: unknown) => ReactNode;
  showEmpty: boolean;
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
const isRows = (node: FormNode) => node.type === 'array' && node.items?.properties !== undefined;
const isPart = (node: FormNode) => node.properties !== undefined;
const labelOf = (name: string, node: FormNode): ReactNode => (
  <>
    {node.title ?? name}
    {node['x-kin'] === true && <KinMark />}
  </>
);

/** What was filled into a form of the pack, to read and to print. */
export function PackFormView({ form, data, showEmpty = false, names = {}, ...given }: Props) {
  const t = useText(texts);
  const say = useSay();
  const language = useLanguage();
  const schema = useMemo(() => localise(form as FormNode, language), [form, language]);
  const packLists = useFormLists(given.lists === undefined && usesLists(schema));
  const lists = given.lists ?? packLists ?? {};
  const drawing: Drawing = {
    showEmpty,
    value: (node, value) => {
      if (isEmpty(value)) return undefined;
      if (typeof value === 'boolean') return value ? t('yes') : t('no');
      if (refOf(node) === 'article')
        return [value].flat().map((one, i) => (
          <Fragment key={String(one)}>
            {i > 0 && comma()}
            {names[String(one)] ? (
              <ArticleLink id={String(one)}>{names[String(one)]}</ArticleLink>
            ) : (
              t('notShown')
            )}
          </Fragment>
        ));
      if (refOf(node) === 'file')
        return [value].flat().map((one, i) => (
          <Fragment key={String(one)}>
            {i > 0 && comma()}
            {names[String(one)] ? (
              <SaveFile
                label={names[String(one)]!}
                route={downloadFile}
                asked={{ params: { id: String(one) } }}
                button={{ type: 'link' }}
              />
            ) : (
              t('notShown')
            )}
          </Fragment>
        ));
      if (refOf(node)) {
        const shown = [value].flat().map((one) => names[String(one)] ?? t('notShown'));
        return shown.join(say({ zh: '、', en: ', ' }));
      }
      if (Array.isArray(value))
        return value.map((one) => optionTitle(node.items ?? {}, one, lists, say)).join(comma());
      if (node.format === 'date') return <Day day={String(value)} />;
      if (typeof value === 'number') return <span className="figures">{value}</span>;
      if (typeof value === 'object') return JSON.stringify(value);
      return optionTitle(node, value, lists, say);
    },
  };
  const all = Object.entries(schema.properties ?? {}).filter(([, node]) => node['x-ui']?.widget !== 'hidden');
  const sections = schema['x-sections'];
  if (!sections) return <Part fields={all} data={data} drawing={drawing} />;
  const placed = new Set(sections.flatMap((section) => section.fields));
  const rest = all.filter(([name]) => !placed.has(name));
  return (
    <div className="form-view">
      {sections.map((section) => {
        const title = typeof section.title === 'string' ? section.title : say(section.title);
        const fields = section.fields
          .map((name) => all.find(([other]) => other === name))
          .filter((field) => field !== undefined);
        return (
          <section key={title}>
            <h3>{title}</h3>
            <Part fields={fields} data={data} drawing={drawing} />
          </section>
        );
      })}
      {rest.length > 0 && <Part fields={rest} data={data} drawing={drawing} />}
    </div>
  );
}

const LONG = 60;

/** Plain fields as facts, then the lists and parts below them in their order. */
function Part({
  fields,
  data,
  drawing,
}: {
  fields: Named[];
  data: Record<string, unknown>;
  drawing: Drawing;
}) {
  const blocks: ReactNode[] = [];
  let facts: Fact[] = [];
  const flush = (key: string) => {
    if (facts.length > 0) blocks.push(<Facts key={`facts-${key}`} facts={facts} />);
    facts = [];
  };
  for (const [name, node] of fields) {
    const value = data[name];
    if (isEmpty(value) && !drawing.showEmpty) continue;
    if (!isRows(node) && !isPart(node)) {
      const wide = typeof value === 'string' && value.length > LONG;
      facts.push({ label: labelOf(name, node), value: drawing.value(node, value), wide });
      continue;
    }
    flush(name);
    blocks.push(
      <Fragment key={name}>
        <h4>{labelOf(name, node)}</h4>
        {isRows(node) ? (
          <Rows node={node.items!} rows={(value ?? []) as Record<string, unknown>[]} drawing={drawing} />
        ) : (
          <Part
            fields={Object.entries(node.properties!)}
            data={(value ?? {}) as Record<string, unknown>}
            drawing={drawing}
          />
        )}
      </Fragment>,
    );
  }
  flush('last');
  return <div className="form-view-part">{blocks}</div>;
}

/** The entries of a list; columns that nobody filled in are left out. */
function Rows({
  node,
  rows,
  drawing,
}: {
  node: FormNode;
  rows: Record<string, unknown>[];
  drawing: Drawing;
}) {
  const t = useText(texts);
  if (rows.length === 0) return <p className="absent">{t('noRows')}</p>;
  const columns = Object.entries(node.properties ?? {}).filter(
    ([name]) => drawing.showEmpty || rows.some((row) => !isEmpty(row[name])),
  );
  return (
    <div className="form-view-rows">
      <table>
        <thead>
          <tr>
            {columns.map(([name, column]) => (
              <th key={name} scope="col">
                {labelOf(name, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries of a filed form have no identity and never move
            <tr key={index}>
              {columns.map(([name, column]) => (
                <td key={name}>{drawing.value(column, row[name]) ?? <span className="absent">—</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
