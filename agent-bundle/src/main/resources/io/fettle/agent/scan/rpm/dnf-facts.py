# Tells how dnf is set up on a computer and what it would upgrade now. Reads what is cached; changes nothing; needs no root.
# Arguments: a directory of one's own, and the root of the operating system.
# Writes one fact a line, its fields apart by tabs. The last line is "end".
import configparser
import copy
import os
import sys

out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
os.dup2(2, 1)  # What dnf and its plugins print is no fact.

import dnf
import dnf.cli.cli
import dnf.conf
import dnf.exceptions
import dnf.plugin
import dnf.repo
import dnf.transaction
import dnf.yum.misc
import libdnf.conf

own, root = sys.argv[1:3]
# Else dnf makes a directory in /var/tmp for whoever is not root.
dnf.yum.misc.getCacheDir = lambda: own


def tell(*fields):
    out.write("\t".join(" ".join(str(field).split())[:8000] for field in fields) + "\n")


read_config = dnf.plugin.Plugin.read_config.__func__


def read_what_is_open(plugin, conf):
    """A configuration of versionlock's that is closed to us must not hide everything else."""
    try:
        return read_config(plugin, conf)
    except dnf.exceptions.ConfigError:
        if plugin.name != "versionlock":
            raise
        return libdnf.conf.ConfigParser()


def configured():
    dnf.plugin.Plugin.read_config = classmethod(read_what_is_open)
    base = dnf.cli.cli.BaseCli(dnf.conf.Conf())
    cli = dnf.cli.cli.Cli(base)
    # Not the best or nothing: what cannot be had must not stand in the way of the rest.
    arguments = ["-C", "-q", "--setopt=logdir=" + own, "--setopt=best=0"]
    if root != "/":
        arguments.append("--installroot=" + root)
    cli.configure(arguments + ["check-update"])
    cli.demands.resolving = True
    return base


def locks(base):
    """What versionlock holds; nothing where it is not in use."""
    entries = []
    for plugin in base._plugins.plugins:
        if plugin.name == "versionlock":
            config = plugin.read_config(base.conf)
            if not (config.has_section("main") and config.has_option("main", "locklist")):
                raise OSError("no list is named that can be read")
            with open(config.get("main", "locklist"), encoding="utf-8", errors="replace") as lines:
                entries += [line.strip() for line in lines]
    return [entry for entry in entries if entry and not entry.startswith("#")]


def tell_locks(base):
    """True where all are known. Else versionlock is taken out: it would stop dnf before it knows of any package."""
    try:
        for entry in locks(base):
            tell("lock", entry)
        return True
    except (OSError, configparser.Error, dnf.exceptions.Error) as e:
        tell("unlisted", e)
        base._plugins.plugins = [plugin for plugin in base._plugins.plugins if plugin.name != "versionlock"]
        return False


def tell_setup(base):
    conf = base.conf
    tell("arch", conf.substitutions["basearch"])
    tell("obsoletes", int(conf.obsoletes))
    disabled = set(conf.disable_excludes)
    if not disabled & {"all", "main"}:
        for pattern in sorted(set(conf.excludepkgs)):
            tell("exclude", pattern)
        for pattern in sorted(set(conf.includepkgs)):
            tell("include", pattern)
    for repo in base.repos.iter_enabled():
        tell("repository", repo.id, repo.metalink or repo.mirrorlist or "", repo.priority,
             int(repo.module_hotfixes), int(repo.gpgcheck), int(repo.repo_gpgcheck))
        for place in repo.baseurl:
            tell("repository-place", repo.id, place)
        if not disabled & {"all", repo.id}:
            for pattern in sorted(set(repo.excludepkgs)):
                tell("repository-exclude", repo.id, pattern)
            for pattern in sorted(set(repo.includepkgs)):
                tell("repository-include", repo.id, pattern)


def load(base):
    """Leaves out what is not cached. True where everything is."""
    whole = True
    for repo in base.repos.iter_enabled():
        repo._repo.setSyncStrategy(dnf.repo.SYNC_ONLY_CACHE)
        try:
            repo.load()
            tell("metadata", repo.id, os.path.join(repo._repo.getCachedir(), "repodata", "repomd.xml"))
        except dnf.exceptions.RepoError as e:
            tell("uncached", repo.id, e)
            repo.disable()
            whole = False
    base.fill_sack(load_system_repo=True, load_available_repos=True)
    return whole


def enabled_modules():
    """Known whatever is cached."""
    directory = os.path.join(root, "etc/dnf/modules.d")
    for name in os.listdir(directory) if os.path.isdir(directory) else []:
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read(os.path.join(directory, name), encoding="utf-8")
        except (configparser.Error, OSError, UnicodeDecodeError):
            continue
        for module in parser.sections():
            if parser.get(module, "state", fallback="") in ("enabled", "1", "true"):
                yield module + ":" + parser.get(module, "stream", fallback="")


def tell_modules(base):
    streams = set(enabled_modules())
    container = getattr(base, "_moduleContainer", None)
    if container:
        streams |= {module.getName() + ":" + module.getStream() for module in container.getModulePackages()
                    if container.isModuleActive(module.getId())}
    for stream in sorted(streams):
        tell("module", stream)


def tell_plan(base):
    base.upgrade_all()
    base.resolve(allow_erasing=False)
    items = list(base.transaction or [])
    replaced = {item.name: item.pkg.evr for item in items if item.action == dnf.transaction.PKG_UPGRADED}
    taken = set()
    for item in items:
        if item.action in dnf.transaction.FORWARD_ACTIONS and item.action != dnf.transaction.PKG_REINSTALL:
            taken.add((item.name, item.arch))
            tell("change", item.name, item.arch, replaced.get(item.name, ""), item.pkg.evr)
    left = [package for package in base.sack.query().upgrades().latest()
            if (package.name, package.arch) not in taken]
    problems = []
    if left:
        goal = copy.deepcopy(base._goal)
        goal.run(allow_uninstall=False, force_best=True, ignore_weak=True)
        problems = [list(rule) for rule in goal.problem_rules()]
    for package in left:
        words = [" ".join(rule) for rule in problems if any(str(package) in line for line in rule)]
        tell("kept", package.name, package.arch, "; ".join(words))
    tell("planned")


base = configured()
tell_setup(base)
locked = tell_locks(base)
whole = load(base)
tell_modules(base)
if whole and locked:
    try:
        tell_plan(base)
    except dnf.exceptions.Error as e:
        tell("unplanned", e)
tell("end")
out.flush()
# Whatever plugins left running is of no interest.
os._exit(0)
