// The part of Feishu's card JSON 2.0 that this program writes, and nothing else of it: Feishu refuses what it does not know.

export interface LarkCard {
  readonly schema: '2.0';
  readonly config: {
    /** The only kind that can be changed after it was sent. */
    readonly update_multi: true;
    /** A pupil may be on it. */
    readonly enable_forward: false;
    /** What a notification and the list of chats show. */
    readonly summary: { readonly content: string };
  };
  /** All that a client from before 7.20 shows of the card. */
  readonly header: {
    readonly title: PlainText;
    readonly subtitle?: PlainText;
    readonly template: Template;
  };
  readonly body: { readonly elements: readonly Element[] };
}

export type Template = 'default' | 'green' | 'orange' | 'turquoise';

export type Element = Block | Table | Form;

/** What stands at the root of a card and in a form alike. */
export type Block = Div | Markdown | Rule | ColumnSet | Select | Button;

/** What a form holds: blocks, and what a person fills in. */
export type FormElement = Block | NamedSelect | MultiSelect | Input | SubmitButton;

/** Never read as markup. */
export interface PlainText {
  readonly tag: 'plain_text';
  readonly content: string;
  readonly text_size?: 'heading' | 'notation';
  readonly text_color?: 'grey' | 'red';
}

export interface Div {
  readonly tag: 'div';
  readonly text: PlainText;
}

export interface Markdown {
  readonly tag: 'markdown';
  readonly content: string;
}

export interface Rule {
  readonly tag: 'hr';
}

export interface ColumnSet {
  readonly tag: 'column_set';
  readonly flex_mode: 'flow';
  readonly columns: readonly {
    readonly tag: 'column';
    readonly width: 'auto';
    readonly elements: readonly Button[];
  }[];
}

export interface Callback<Value> {
  readonly type: 'callback';
  readonly value: Value;
}

/** What a pressed button or select brings back: the opaque token of an action. */
export interface Press {
  readonly t: string;
}

export interface Button {
  readonly tag: 'button';
  readonly text: PlainText;
  readonly type: 'default' | 'primary_filled' | 'danger';
  /** Asked before; the two answers are Feishu's own. */
  readonly confirm?: { readonly title: PlainText; readonly text: PlainText };
  readonly behaviors: readonly [Callback<Press>];
}

export interface Option {
  readonly text: PlainText;
  readonly value: string;
}

export interface Select {
  readonly tag: 'select_static';
  readonly placeholder: PlainText;
  readonly options: readonly Option[];
  readonly width: 'fill';
  readonly behaviors: readonly [Callback<Press>];
}

export interface Table {
  readonly tag: 'table';
  readonly page_size: number;
  /** As high as what is in it; clients from before 7.33 show one line, and the rest where it is touched. */
  readonly row_height: 'auto';
  readonly columns: readonly {
    readonly name: string;
    readonly display_name: string;
    readonly data_type: 'text';
    readonly horizontal_align: 'left' | 'right';
  }[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Stands at the root only. */
export interface Form {
  readonly tag: 'form';
  readonly name: string;
  readonly elements: readonly FormElement[];
}

/** Within a form: what is chosen goes with the form. */
export interface NamedSelect {
  readonly tag: 'select_static';
  readonly name: string;
  readonly required: boolean;
  readonly placeholder: PlainText;
  readonly options: readonly Option[];
  /** Counted from 1; without it nothing is chosen yet. */
  readonly initial_index?: number;
  readonly width: 'fill';
}

export interface MultiSelect {
  readonly tag: 'multi_select_static';
  readonly name: string;
  readonly required: boolean;
  readonly placeholder: PlainText;
  readonly options: readonly Option[];
  readonly selected_values: readonly string[];
  readonly width: 'fill';
}

export interface Input {
  readonly tag: 'input';
  readonly name: string;
  readonly required: boolean;
  readonly input_type: 'text' | 'multiline_text';
  readonly placeholder?: PlainText;
  readonly default_value?: string;
  readonly max_length: number;
  readonly rows?: number;
  readonly auto_resize?: boolean;
  readonly width: 'fill';
}

/** What the button of a form brings back beside the answers. */
export interface Submit {
  /** The session of the form. */
  readonly f: string;
  /** The page, from 0. */
  readonly p: number;
  /** How many pages there are. */
  readonly n: number;
  /** The fields of this page that may be left out: Feishu may bring nothing back for them. */
  readonly o?: readonly string[];
  /** What the signs stand for that went in place of options' values (option-signs.ts). */
  readonly v?: string;
  /** By field: what goes between its boxes where that is no line break. */
  readonly j?: Readonly<Record<string, readonly string[]>>;
}

export interface SubmitButton {
  readonly tag: 'button';
  readonly name: string;
  readonly text: PlainText;
  readonly type: 'primary_filled';
  readonly form_action_type: 'submit';
  readonly behaviors: readonly [Callback<Submit>];
}
