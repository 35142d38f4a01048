import type { ThemeConfig } from 'antd';

/**
 * The one file that knows colours: ink on paper, ink blue for what the user does, and one cinnabar kept for
 * what is late or wrong. Everything else uses the CSS variables (`var(--ink)`) or Ant Design's tokens.
 */
export const colours = {
  /** Page behind everything. */
  paper: '#f7f4ec',
  /** Sheets lying on it: panels, tables, fields. */
  sheet: '#fffdf8',
  /** Heads of tables, hovered rows, what is set back. */
  shade: '#f0ece1',
  /** A row or entry that is chosen. */
  chosen: '#e6ebf1',
  ink: '#211f1b',
  ink2: '#47433b',
  /** Quiet text; still 4.5 : 1 on every ground. */
  ink3: '#665f53',
  /** Outlines of fields and buttons, 3 : 1 against the sheet. */
  outline: '#8c8577',
  rule: '#e0dacc',
  rule2: '#c9c1b0',
  blue: '#1e3a5f',
  blue2: '#2d5282',
  cinnabar: '#a92e1d',
  cinnabarPale: '#fbece7',
  /** Notes that ask for care, without being wrong. */
  sepia: '#72541a',
  sepiaPale: '#f6efdc',
  white: '#ffffff',
} as const;

export const fonts = {
  text: `"Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Segoe UI", system-ui, sans-serif`,
  head: `"Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", STSong, Georgia, serif`,
  figures: `ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Consolas, monospace`,
} as const;

/** CSS variables of the tokens, for the style sheets. */
export const variables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--${kebab(name)}`, value])),
  '--font-text': fonts.text,
  '--font-head': fonts.head,
  '--font-figures': fonts.figures,
};

function kebab(name: string): string {
  return name.replace(/([A-Z])/g, '-$1').toLowerCase();
}

export function applyVariables(root: HTMLElement): void {
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
}

export const theme: ThemeConfig = {
  token: {
    colorPrimary: colours.blue,
    colorInfo: colours.blue,
    colorSuccess: colours.blue,
    colorWarning: colours.sepia,
    colorError: colours.cinnabar,
    colorLink: colours.blue,
    colorLinkHover: colours.blue2,
    colorLinkActive: colours.ink,
    colorBgBase: colours.sheet,
    colorBgLayout: colours.paper,
    colorBgContainer: colours.sheet,
    colorBgElevated: colours.sheet,
    colorTextBase: colours.ink,
    colorText: colours.ink,
    colorTextSecondary: colours.ink2,
    colorTextTertiary: colours.ink3,
    colorTextQuaternary: colours.ink3,
    colorTextPlaceholder: colours.ink3,
    colorTextDescription: colours.ink3,
    colorTextDisabled: colours.ink3,
    colorBorder: colours.outline,
    colorBorderSecondary: colours.rule,
    colorSplit: colours.rule,
    colorErrorBg: colours.cinnabarPale,
    colorWarningBg: colours.sepiaPale,
    colorInfoBg: colours.chosen,
    colorSuccessBg: colours.chosen,
    fontFamily: fonts.text,
    fontFamilyCode: fonts.figures,
    fontSize: 14,
    borderRadius: 2,
    borderRadiusLG: 3,
    controlHeight: 32,
    lineWidth: 1,
    wireframe: false,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    boxShadow: '0 2px 10px rgb(33 31 27 / 14%)',
    boxShadowSecondary: '0 2px 10px rgb(33 31 27 / 14%)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Table: { headerBg: colours.shade, cellPaddingBlockSM: 6, cellPaddingInlineSM: 10 },
    Tabs: { titleFontSize: 14, horizontalMargin: '0 0 12px 0' },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px', labelColor: colours.ink2 },
    Tag: { defaultBg: colours.shade, defaultColor: colours.ink2 },
    Modal: { titleFontSize: 16 },
  },
};

/** The same without movement, for those whose system asks for it. */
export const stillTheme: ThemeConfig = { ...theme, token: { ...theme.token, motion: false } };
