import { ColumnHeightOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Space, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../lib/texts.ts';
import { texts } from '../texts.ts';
import type { Column } from './columns.ts';

interface Props<T> {
  columns: readonly Column<T>[];
  shown: readonly Column<T>[];
  onShow: (keys: string[] | undefined) => void;
  compact: boolean;
  onCompact: (compact: boolean) => void;
  children?: ReactNode;
}

/** Row height and choice of columns, beside whatever the page adds. */
export function TableTools<T>({ columns, shown, onShow, compact, onCompact, children }: Props<T>) {
  const t = useText(texts);
  const choices = columns.filter((column, index) => index > 0 && !column.fixed);
  const keys = shown.map((column) => column.key);
  const choose = (key: string, on: boolean) =>
    onShow(columns.map((column) => column.key).filter((k) => (k === key ? on : keys.includes(k))));
  return (
    <Space size={4} className="table-tools">
      {children}
      <Tooltip title={compact ? t('comfortable') : t('compact')}>
        <Button
          type="text"
          icon={<ColumnHeightOutlined />}
          aria-label={`${t('density')}: ${compact ? t('compact') : t('comfortable')}`}
          onClick={() => onCompact(!compact)}
        />
      </Tooltip>
      {choices.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomRight"
          title={t('columns')}
          content={
            <div className="column-choice">
              {choices.map((column) => (
                <Checkbox
                  key={column.key}
                  checked={keys.includes(column.key)}
                  onChange={(event) => choose(column.key, event.target.checked)}
                >
                  {column.title}
                </Checkbox>
              ))}
              <Button size="small" onClick={() => onShow(undefined)}>
                {t('reset')}
              </Button>
            </div>
          }
        >
          <Button type="text" icon={<SettingOutlined />} aria-label={t('columns')} />
        </Popover>
      )}
    </Space>
  );
}
