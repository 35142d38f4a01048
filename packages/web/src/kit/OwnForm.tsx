import { Form, type FormProps } from 'antd';
import { type ReactNode, useId } from 'react';

type Props<V> = Omit<FormProps<V>, 'children' | 'name'> & { children?: ReactNode };

/** A form of a dialog: the ids of its fields never meet those of the page behind it. */
export const OwnForm = <V extends object>(props: Props<V>) => <Form<V> {...props} name={useId()} />;
