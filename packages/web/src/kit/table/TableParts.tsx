import { Link, useNavigate } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { type CSSProperties, Fragment, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { useText } from '../../lib/texts.ts';
import { texts } from '../texts.ts';
import type { Column } from './columns.ts';

export interface Selection<T> {
  keys: readonly string[];
  onChange: (keys: string[]) => void;
  /** Rows that can't be chosen. */
  disabled?: (row: T) => boolean;
  /** Name of a row for screen readers. */
  label: (row: T) => string;
}

interface PartProps<T> {
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  selection?: Selection<T>;
}

export function TableHead<T>({ columns, rows, rowKey, selection }: PartProps<T>) {
  const t = useText(texts);
  const free = selection ? rows.filter((row) => !selection.disabled?.(row)).map(rowKey) : [];
  const chosen = free.filter((key) => selection?.keys.includes(key)).length;
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col" className="cell-check">
            <Checkbox
              aria-label={t('selectAll')}
              checked={chosen > 0 && chosen === free.length}
              indeterminate={chosen > 0 && chosen < free.length}
              onChange={(event) => selection.onChange(event.target.checked ? free : [])}
            />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={column.align === 'end' ? 'cell-end' : undefined}
            style={column.width ? { width: column.width } : undefined}
          >
            {column.title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface BodyProps<T> extends PartProps<T> {
  open?: (row: T) => string | undefined;
  rowTone?: (row: T) => 'late' | 'quiet' | 'chosen' | undefined;
  detail?: (row: T) => ReactNode;
}

const INTERACTIVE = 'a, button, input, label, textarea, select, [role="button"], [role="combobox"]';

/** Arrow keys move the focus between the links of the rows. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (!(event.target as HTMLElement).classList.contains('row-link')) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-link')];
  const next = links[links.indexOf(event.target as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function TableBody<T>({ columns, rows, rowKey, selection, open, rowTone, detail }: BodyProps<T>) {
  const t = useText(texts);
  const navigate = useNavigate();
  const follow = (event: MouseEvent, to: string) => {
    if ((event.target as HTMLElement).closest(INTERACTIVE)) return;
    // Whoever marks a text to copy it doesn't want to leave.
    if (window.getSelection()?.toString()) return;
    void navigate({ to });
  };
  const choose = (key: string, on: boolean) =>
    selection?.onChange(on ? [...selection.keys, key] : selection.keys.filter((k) => k !== key));
  return (
    <tbody onKeyDown={moveFocus}>
      {rows.map((row) => {
        const key = rowKey(row);
        const to = open?.(row);
        const tone = rowTone?.(row) ?? (selection?.keys.includes(key) ? 'chosen' : undefined);
        const more = detail?.(row);
        return (
          <Fragment key={key}>
            <tr
              className={[tone && `row-${tone}`, to && 'row-opens'].filter(Boolean).join(' ') || undefined}
              onClick={to ? (event) => follow(event, to) : undefined}
            >
              {selection && (
                <td className="cell-check">
                  <Checkbox
                    aria-label={`${t('select')}: ${selection.label(row)}`}
                    checked={selection.keys.includes(key)}
                    disabled={selection.disabled?.(row) === true}
                    onChange={(event) => choose(key, event.target.checked)}
                  />
                </td>
              )}
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  className={
                    [column.align === 'end' && 'cell-end', column.nowrap && 'cell-nowrap']
                      .filter(Boolean)
                      .join(' ') || undefined
                  }
                  style={column.minWidth ? ({ '--cell-least': column.minWidth } as CSSProperties) : undefined}
                >
                  {index === 0 && to ? (
                    <Link to={to} className="row-link">
                      {column.render(row)}
                    </Link>
                  ) : (
                    column.render(row)
                  )}
                </td>
              ))}
            </tr>
            {more && (
              <tr className="row-detail">
                <td colSpan={columns.length + (selection ? 1 : 0)}>{more}</td>
              </tr>
            )}
          </Fragment>
        );
      })}
    </tbody>
  );
}
