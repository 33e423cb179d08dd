// The directory the settings name, read with the desk's own token; used by the bot and by the admin's commands.
import type { Config } from './config/config.ts';
import { groupsNamed } from './core/policy.ts';
import type { Log, World } from './core/ports.ts';
import { createAppTokens } from './entra/app-tokens.ts';
import { createMsal } from './entra/msal.ts';
import { createGraph } from './graph/client.ts';
import { createDirectory } from './graph/directory.ts';

export function openDirectory(config: Config, world: World, log: Log) {
  const { cloud, tenant, policy, attested } = config;
  const msal = () => createMsal({ cloud, tenant, ...config.desk });
  const tokens = createAppTokens({ msal, graph: cloud.graphName, world });
  const graph = createGraph({ cloud, token: () => tokens.graphToken(), refused: () => tokens.discard(), world });
  const directory = createDirectory({
    graph,
    tenant,
    groups: {
      approvers: config.approversGroup,
      admins: config.adminsGroup,
      escalation: policy.escalation.map(({ group }) => group),
      named: groupsNamed(policy, attested),
    },
    registrations: [config.bot, config.desk, config.hands].map(({ clientId }) => clientId),
    guests: policy.guestApprovers,
    stepUpContext: config.stepUpContext,
    world,
    log,
  });
  return { msal, graph, directory };
}
