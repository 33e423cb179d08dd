// The three app registrations: there, apart from each other, closed to public clients, and leading back to this desk alone.
import type { Application } from '@microsoft/microsoft-graph-types';
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, both, type Finding, known, seeFirst } from '../finding.ts';
import { REGISTRATIONS, type Which } from '../sources.ts';
import { ENTRA, inPortal, listed, NAMES, quoted } from '../words.ts';

/** Microsoft Graph itself. */
const GRAPH = '00000003-0000-0000-c000-000000000000';

export function registrationChecks(facts: Facts, desk: Desk): readonly Finding[] {
  return [
    ...REGISTRATIONS.flatMap(which => [
      exists(facts, desk, which),
      of(facts, which, 'public-client', 'public client flows', judgePublicClient),
      of(facts, which, 'audience', 'who may sign in to it', judgeAudience),
      of(facts, which, 'implicit', 'implicit grant', judgeImplicit),
    ]),
    of(facts, 'bot', 'no-graph', 'what the bot asks of Graph', judgeNoGraph),
    ...(['desk', 'hands'] as const).map(which =>
      of(facts, which, 'redirects', 'where sign-ins return to', (app, judging) => {
        const wanted = `${desk.publicUrl}/sign-in/callback`;
        const redirects = app.web?.redirectUris ?? [];
        const others = redirects.filter(uri => uri !== wanted);
        if (!redirects.includes(wanted))
          return judging.fail(
            `${wanted} is missing: nobody can sign in.`,
            `${inPortal(which, 'Authentication, Platform configurations, Web')}: add ${wanted}`,
          );
        if (others.length > 0)
          return judging.warn(
            `Sign-ins may also return to ${listed(others)}.`,
            `${inPortal(which, 'Authentication, Platform configurations, Web')}: remove what is not this desk.`,
          );
        return judging.pass(`To ${wanted} alone.`);
      }),
    ),
    of(facts, 'desk', 'auth-time', 'the optional claim auth_time', (app, judging) =>
      (app.optionalClaims?.idToken ?? []).some(({ name }) => name === 'auth_time')
        ? judging.pass('On the ID token.')
        : judging.fail(
            'Not on the ID token: no step-up and no "Sign in to check" ever counts.',
            `${inPortal('desk', 'Token configuration')}: Add optional claim, ID, auth_time, Add.`,
          ),
    ),
  ];
}

function exists({ registrations, principals }: Facts, desk: Desk, which: Which): Finding {
  const judging = about(
    `registration.${which}.exists`,
    `App registration "${NAMES[which]}" and its enterprise application`,
  );
  const { clientId } = desk[which];
  return known(judging, both(registrations[which], principals[which]), ([app, principal]) => {
    if (!app)
      return judging.fail(
        `No registration of this tenant has the client id ${clientId}.`,
        'Make it as docs/permissions.md says, or set the client id that it has (env/.env).',
      );
    if (!principal)
      return judging.fail(
        'It has no enterprise application, so nothing is granted to it.',
        `PowerShell: New-MgServicePrincipal -AppId ${clientId}`,
      );
    if (principal.accountEnabled === false)
      return judging.fail(
        'Its enterprise application is switched off: Entra gives it no token.',
        `${ENTRA}, Enterprise apps, "${NAMES[which]}", Properties: Enabled for users to sign-in = Yes.`,
        `PowerShell: Update-MgServicePrincipal -ServicePrincipalId ${quoted(principal.id ?? '')} -AccountEnabled:$true`,
      );
    return judging.pass(`"${app.displayName ?? clientId}", ${clientId}.`);
  });
}

type Judge = (app: Application, judging: ReturnType<typeof about>, which: Which) => Finding;

/** A registration that is missing is said once, by `exists`. */
function of({ registrations }: Facts, which: Which, what: string, lookedAt: string, judge: Judge): Finding {
  const judging = about(`registration.${which}.${what}`, `App registration "${NAMES[which]}": ${lookedAt}`);
  return known(judging, registrations[which], app =>
    app
      ? judge(app, judging, which)
      : judging.unknown('There is no such registration.', seeFirst(`registration.${which}.exists`)),
  );
}

const judgePublicClient: Judge = (app, judging, which) =>
  app.isFallbackPublicClient === true || (app.publicClient?.redirectUris ?? []).length > 0
    ? judging.fail(
        which === 'bot'
          ? 'On: any user of the tenant could get a token for and by the bot, which Bot Framework believes.'
          : 'On: anybody could use this client id without its secret.',
        `${inPortal(which, 'Authentication')}: Allow public client flows = No; remove the platform "Mobile and desktop applications".`,
        `PowerShell: Update-MgApplication -ApplicationId ${quoted(app.id ?? '')} -IsFallbackPublicClient:$false -PublicClient @{ RedirectUris = @() }`,
      )
    : judging.pass('Off.');

const judgeAudience: Judge = (app, judging, which) =>
  app.signInAudience === 'AzureADMyOrg'
    ? judging.pass('Accounts of this organizational directory only.')
    : judging.fail(
        `${app.signInAudience ?? 'Unsaid'}: other organizations may sign in to it.`,
        `${inPortal(which, 'Authentication, Supported account types')}: Accounts in this organizational directory only.`,
        `PowerShell: Update-MgApplication -ApplicationId ${quoted(app.id ?? '')} -SignInAudience AzureADMyOrg`,
      );

const judgeImplicit: Judge = (app, judging, which) => {
  const { enableAccessTokenIssuance, enableIdTokenIssuance } = app.web?.implicitGrantSettings ?? {};
  return enableAccessTokenIssuance || enableIdTokenIssuance
    ? judging.warn(
        'On: tokens would be put into addresses. The desk never asks for that.',
        `${inPortal(which, 'Authentication, Implicit grant and hybrid flows')}: clear both boxes.`,
      )
    : judging.pass('Off.');
};

const judgeNoGraph: Judge = (app, judging) =>
  (app.requiredResourceAccess ?? []).some(({ resourceAppId }) => resourceAppId === GRAPH)
    ? judging.fail(
        'The bot asks for permissions of Graph: whoever holds its secret would have them.',
        `${inPortal('bot', 'API permissions')}: remove everything of Microsoft Graph, then also revoke what was granted (the … menu).`,
      )
    : judging.pass('Nothing.');
