import { Typography } from 'antd';

/** Title of a matter; below it whom it is about, where the title does not say so itself. */
export function TitleAbout({ title, about }: { title: string; about: string | null }) {
  return (
    <>
      {title}
      {about && !title.includes(about) && (
        <Typography.Text type="secondary" style={{ display: 'block' }}>
          {about}
        </Typography.Text>
      )}
    </>
  );
}
