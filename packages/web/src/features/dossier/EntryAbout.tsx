import { getRegistryLists } from '@plumbline/contract/registry';
import { Form, Input } from 'antd';
import { DayInput } from '../../kit/DayInput.tsx';
import { Select } from '../../kit/Select.tsx';
import { useRead } from '../../lib/data.ts';
import { useSay } from '../../lib/language.ts';
import type { PackView } from '../../lib/pack.ts';
import { useText } from '../../lib/texts.ts';
import { todayHere } from '../../lib/time.ts';
import { texts } from './texts.ts';

/** What is said about an entry beside its form. */
export interface About {
  title?: string | undefined;
  occurredOn?: string | undefined;
  receivedOn?: string | undefined;
  source?: string | undefined;
  sourceOrganId?: string | undefined;
  note?: string | undefined;
}

interface Props {
  about: About;
  onChange: (about: About) => void;
  pack: PackView;
  /** What the entry's form asks for itself. */
  stated: ReadonlySet<string>;
}

const LISTS_MS = 10 * 60_000;

/** Title, days and source of an entry, as far as its form doesn't ask for them; all may be left out. */
export function EntryAbout({ about, onChange, pack, stated }: Props) {
  const t = useText(texts);
  const say = useSay();
  const lists = useRead(getRegistryLists, {}, { staleTime: LISTS_MS });
  const set = (change: About) => onChange({ ...about, ...change });
  const sources = (
    pack.sources as { code: string; title: { zh: string; en: string }; forMaterials?: boolean }[]
  )
    .filter((source) => source.forMaterials)
    .map(({ code, title }) => ({ value: code, label: say(title) }));
  return (
    <Form layout="vertical" component={false}>
      <div className="entry-about">
        {!stated.has('title') && (
          <Form.Item label={t('titleOf')} htmlFor="about-title" className="wide">
            <Input
              id="about-title"
              value={about.title}
              maxLength={200}
              onChange={(event) => set({ title: event.target.value || undefined })}
            />
          </Form.Item>
        )}
        {!stated.has('day') && (
          <Form.Item label={t('occurred')} htmlFor="about-occurred">
            <DayInput
              id="about-occurred"
              value={about.occurredOn ?? null}
              max={todayHere()}
              onChange={(day) => set({ occurredOn: day ?? undefined })}
            />
          </Form.Item>
        )}
        <Form.Item label={t('received')} htmlFor="about-received">
          <DayInput
            id="about-received"
            value={about.receivedOn ?? null}
            max={todayHere()}
            onChange={(day) => set({ receivedOn: day ?? undefined })}
          />
        </Form.Item>
        <Form.Item label={t('source')} htmlFor="about-source">
          <Select
            id="about-source"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={about.source}
            options={sources}
            onChange={(source: string | undefined) => set({ source })}
          />
        </Form.Item>
        <Form.Item label={t('sourceOrgan')} htmlFor="about-organ">
          <Select
            id="about-organ"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            loading={lists.isPending}
            value={about.sourceOrganId}
            options={(lists.data?.organs ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(sourceOrganId: string | undefined) => set({ sourceOrganId })}
          />
        </Form.Item>
        <Form.Item label={t('note')} htmlFor="about-note" className="wide">
          <Input.TextArea
            id="about-note"
            value={about.note}
            maxLength={5000}
            autoSize
            onChange={(event) => set({ note: event.target.value || undefined })}
          />
        </Form.Item>
      </div>
    </Form>
  );
}
