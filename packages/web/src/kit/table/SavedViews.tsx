import type { SavedView, ViewedList } from '@plumbline/contract/saved-view';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Checkbox, Form, Input } from 'antd';
import { useEffect, useRef } from 'react';
import { useChangeView, useRemoveView, useSavedViews, useSaveView } from '../../lib/saved-views.ts';
import { remember, remembered } from '../../lib/storage.ts';
import { useText } from '../../lib/texts.ts';
import { ConfirmAction } from '../ConfirmAction.tsx';
import { DialogForm, Field } from '../DialogForm.tsx';
import { texts } from '../texts.ts';
import { FilterSelect } from './filters.tsx';

type Search = Record<string, string>;

/** What an address says besides which view it came from. */
const filtersIn = ({ saved, ...filters }: Search): Search => filters;

interface Answers {
  name: string;
  isDefault: boolean;
}

/**
 * Own views of a list: choose one, keep what is shown as one, change or delete it. `?saved=…` opens one by its
 * address. Give the table below `key={url.saved ?? ''}`, so that it takes over the columns of the view.
 */
export function SavedViews({ list }: { list: ViewedList }) {
  const t = useText(texts);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const views = useSavedViews(list).data?.items;
  const [save, change, remove] = [useSaveView(), useChangeView(), useRemoveView()];
  const chosen = views?.find((view) => view.id === search.saved);
  const show = (next: Search) =>
    void navigate({ to: '.', search: (() => next) as never, replace: true, resetScroll: false });
  const open = (view: SavedView) => {
    remember(`columns.${list}`, view.columns?.join(',') ?? '');
    show({ ...view.filters, saved: view.id });
  };
  // Only when the page is entered: whoever then takes all filters out wants to see everything.
  const entered = useRef(false);
  useEffect(() => {
    if (!views || entered.current) return;
    entered.current = true;
    if (Object.keys(filtersIn(search)).length > 0) return;
    const view = search.saved ? chosen : views.find((one) => one.isDefault);
    if (view) open(view);
  });
  const shown = () => ({
    filters: filtersIn(search),
    columns: remembered(`columns.${list}`)?.split(',').filter(Boolean) ?? null,
  });
  return (
    <fieldset className="saved-views" aria-label={t('views')}>
      {views && views.length > 0 && (
        <FilterSelect
          label={t('views')}
          value={chosen?.id}
          onChange={(id) => {
            const view = views.find((one) => one.id === id);
            if (view) open(view);
            else show({});
          }}
          options={views.map((view) => ({
            value: view.id,
            label: view.isDefault ? `${view.name} (${t('viewDefault')})` : view.name,
          }))}
        />
      )}
      <DialogForm<Answers>
        label={t('viewSave')}
        fields={['name']}
        initial={{ isDefault: false }}
        button={{ type: 'text' }}
        onSave={async ({ name, isDefault }) =>
          open(await save.mutateAsync({ body: { list, name, isDefault: isDefault === true, ...shown() } }))
        }
      >
        <ViewFields />
      </DialogForm>
      {chosen && (
        <>
          <DialogForm<Answers & { take: boolean }>
            key={chosen.id}
            label={t('viewChange')}
            fields={['name']}
            initial={{ name: chosen.name, isDefault: chosen.isDefault, take: false }}
            button={{ type: 'text' }}
            onSave={async ({ name, isDefault, take }) =>
              open(
                await change.mutateAsync({
                  params: { id: chosen.id },
                  body: { name, isDefault, ...(take ? shown() : {}) },
                }),
              )
            }
          >
            <ViewFields />
            <Form.Item name="take" valuePropName="checked">
              <Checkbox>{t('viewTake')}</Checkbox>
            </Form.Item>
          </DialogForm>
          <ConfirmAction
            label={t('viewRemove')}
            danger
            button={{ type: 'text' }}
            onConfirm={async () => {
              await remove.mutateAsync({ params: { id: chosen.id } });
              show(filtersIn(search));
            }}
          >
            {t('viewRemoveAbout', { name: chosen.name })}
          </ConfirmAction>
        </>
      )}
    </fieldset>
  );
}

function ViewFields() {
  const t = useText(texts);
  return (
    <>
      <Field name={['name']} label={t('viewName')} required>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <Form.Item name="isDefault" valuePropName="checked">
        <Checkbox>{t('viewOpens')}</Checkbox>
      </Form.Item>
    </>
  );
}
