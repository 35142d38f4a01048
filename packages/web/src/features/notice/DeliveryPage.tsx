import { Page, Section } from '../../kit/Page.tsx';
import { Loaded } from '../../kit/states.tsx';
import { useText } from '../../lib/texts.ts';
import { CalendarAddress } from './CalendarAddress.tsx';
import { MailForm } from './MailForm.tsx';
import { useDelivery } from './notice.api.ts';
import { texts } from './texts.ts';

/** How notices reach the user outside the platform. */
export default function DeliveryPage() {
  const t = useText(texts);
  const delivery = useDelivery();
  return (
    <Page
      narrow
      title={t('delivery')}
      description={t('deliveryAbout')}
      breadcrumbs={[{ title: t('list'), to: '/notices' }, { title: t('delivery') }]}
    >
      <Loaded read={delivery}>
        {(data) => (
          <>
            <Section title={t('mail')}>
              <MailForm key={`${data.mode} ${data.address} ${data.confirmed}`} delivery={data} />
            </Section>
            <Section title={t('calendar')}>
              <CalendarAddress delivery={data} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
