// How Teams draws cards: sizes, spacing and colours, one set a theme. Borders, buttons and inputs are in cards.css.
import { HostConfig } from 'adaptivecards';
import type { Theme } from '../model/state.ts';

type Tone = { readonly default: string; readonly subtle: string };
type Colours = {
  readonly ground: string;
  readonly emphasis: string;
  readonly line: string;
  readonly text: Tone;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
};

const THEMES: Readonly<Record<Theme, Colours>> = {
  light: {
    ground: '#ffffff',
    emphasis: '#f5f5f5',
    line: '#e0e0e0',
    text: { default: '#242424', subtle: '#616161' },
    accent: '#5b5fc7',
    good: '#0e700e',
    warning: '#8a5100',
    attention: '#b10e1c',
  },
  dark: {
    ground: '#292929',
    emphasis: '#333333',
    line: '#525252',
    text: { default: '#ffffff', subtle: '#c2c2c2' },
    accent: '#a6a8ff',
    good: '#7ad17a',
    warning: '#f2c661',
    attention: '#ff9a9a',
  },
  contrast: {
    ground: '#000000',
    emphasis: '#000000',
    line: '#ffffff',
    text: { default: '#ffffff', subtle: '#ffffff' },
    accent: '#ffff01',
    good: '#3ff23f',
    warning: '#ffff01',
    attention: '#ff8080',
  },
};

const FONT = "'Segoe UI', 'Segoe UI Web', system-ui, 'Noto Sans', sans-serif";

export function lookOf(theme: Theme): HostConfig {
  const colours = THEMES[theme];
  const plain = (colour: string) => ({ default: colour, subtle: colour });
  const foregroundColors = {
    default: colours.text,
    dark: colours.text,
    light: colours.text,
    accent: plain(colours.accent),
    good: plain(colours.good),
    warning: plain(colours.warning),
    attention: plain(colours.attention),
  };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return new HostConfig({
    fontTypes: {
      default: {
        fontFamily: FONT,
        fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
        fontWeights: { lighter: 300, default: 400, bolder: 600 },
      },
      monospace: {
        fontFamily: "'Cascadia Mono', Consolas, 'Noto Sans Mono', monospace",
        fontSizes: { small: 12, default: 13, medium: 14, large: 18, extraLarge: 32 },
        fontWeights: { lighter: 300, default: 400, bolder: 600 },
      },
    },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 36 },
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: colours.line },
    textBlock: { headingLevel: 3 },
    containerStyles: { default: style(colours.ground), emphasis: style(colours.emphasis) },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', spacing: 'small', size: 'small', weight: 'default' },
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    },
  });
}
