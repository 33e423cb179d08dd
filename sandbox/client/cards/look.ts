// How Teams draws cards: sizes and spacing. Colours are those of tokens.css, so that a card wears its pane's theme; the rest is in cards.css.
import { HostConfig } from 'adaptivecards';

const FONT = "'Segoe UI', 'Segoe UI Web', system-ui, 'Noto Sans', sans-serif";

export function look(): HostConfig {
  const plain = (colour: string) => ({ default: colour, subtle: colour });
  const text = { default: 'var(--text)', subtle: 'var(--text-3)' };
  const foregroundColors = {
    default: text,
    dark: text,
    light: text,
    accent: plain('var(--brand-text)'),
    good: plain('var(--good)'),
    warning: plain('var(--warning)'),
    attention: plain('var(--bad)'),
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
    separator: { lineThickness: 1, lineColor: 'var(--line)' },
    textBlock: { headingLevel: 3 },
    containerStyles: {
      default: style('var(--ground)'),
      emphasis: style('var(--ground-2)'),
      accent: style('var(--own)'),
      attention: style('var(--bad-ground)'),
    },
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
