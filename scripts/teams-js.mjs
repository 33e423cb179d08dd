// A bundle of teams-js that asks nobody. As it comes, it fetches from Microsoft's CDN which hosts may frame a page, as soon as it is loaded;
// our pages allow no third party, so the fetch only ever failed, loudly, and the list it brings along was used.

const CHECK = /[\\/]@microsoft[\\/]teams-js[\\/].*[\\/]internal[\\/]validOrigins\.js$/;

/**
 * An esbuild plugin. Where there is no browser teams-js does not fetch and takes its own list at once, so it is told in that one module that
 * there is none: who may frame a page is still checked by Microsoft's code against Microsoft's list, which is then as old as the package.
 */
export const quietTeams = {
  name: 'quiet-teams-js',
  setup(build) {
    const met = { check: false, told: false };
    build.onLoad({ filter: CHECK }, () => {
      met.check = true;
    });
    build.onResolve({ filter: /^\.\/utils\.js$/ }, ({ importer, path, resolveDir }) => {
      if (!CHECK.test(importer)) return undefined;
      met.told = true;
      return { path: `${importer}?utils`, namespace: 'quiet-teams-js', pluginData: { path, resolveDir } };
    });
    build.onLoad({ filter: /.*/, namespace: 'quiet-teams-js' }, ({ pluginData: { path, resolveDir } }) => ({
      contents: `export { isValidHttpsURL } from '${path}';
        export const inServerSideRenderingEnvironment = () => true;`,
      resolveDir,
    }));
    build.onEnd(({ errors }) => {
      if (errors.length === 0 && met.check && !met.told)
        throw new Error('teams-js keeps its list of hosts in another way now: see scripts/teams-js.mjs');
    });
  },
};
