import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Pages } from '../lib/data.ts';
import { useText } from '../lib/texts.ts';
import { texts } from './texts.ts';

/** Prints the page; a list is first read to its end, so that no print is cut silently. */
export function PrintAction<T>({ pages }: { pages?: Pages<T> }) {
  const t = useText(texts);
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    try {
      let more = pages?.hasNextPage === true;
      while (pages && more) more = (await pages.fetchNextPage()).hasNextPage;
    } finally {
      setBusy(false);
    }
    // What was read last is drawn before the print dialog stops everything.
    requestAnimationFrame(() => setTimeout(() => window.print()));
  };
  return (
    <Button icon={<PrinterOutlined />} loading={busy} onClick={() => void print()}>
      {t('print')}
    </Button>
  );
}
