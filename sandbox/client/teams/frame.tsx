// A page of the bot inside Teams: in a dialog or in the app's tab, with the host it expects.
import { useEffect, useRef } from 'preact/hooks';
import { useDeskState } from '../model/desk.ts';
import { personOf, type Theme } from '../model/state.ts';
import { hostPage, tellTheme, themeName } from './host.ts';

type Props = {
  readonly person: string;
  readonly theme: Theme;
  readonly url: string;
  readonly title: string;
  readonly frame: 'task' | 'content';
  readonly submitted?: (result: unknown) => void;
};

export function Frame({ person, theme, url, title, frame, submitted }: Props) {
  const company = useDeskState(state => state.company);
  const who = useDeskState(state => personOf(state, person));
  const element = useRef<HTMLIFrameElement>(null);
  const page = () => element.current?.contentWindow;

  useEffect(
    () =>
      hostPage({
        window: page,
        origins: [company.botOrigin],
        frame,
        context: () => ({
          locale: who?.locale.toLowerCase(),
          theme: themeName(theme),
          frameContext: frame,
          hostClientType: 'web',
          tid: company.tenant,
          userObjectId: who?.objectId,
          userPrincipalName: who?.upn,
          loginHint: who?.upn,
        }),
        ...(submitted ? { submitted } : {}),
      }),
    [frame, theme, who, company],
  );
  const told = useRef(theme);
  // The page asks for the first theme itself; before it has loaded there is nobody to tell.
  useEffect(() => {
    if (told.current !== theme) tellTheme(page(), company.botOrigin, themeName(theme));
    told.current = theme;
  }, [theme]);

  return <iframe class="frame" ref={element} src={url} title={title} />;
}
