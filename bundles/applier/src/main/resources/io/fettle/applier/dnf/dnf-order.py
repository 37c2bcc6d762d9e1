# Lets dnf do one order: from a directory that holds what the order brings, in the setup that the computer's owner made.
# Arguments: what to do, a directory of one's own, the root of the operating system, and the order's file.
# Writes one fact a line, its fields apart by tabs. The last line is "end".
import os
import sys
import time

out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
os.dup2(2, 1)  # What dnf and its plugins print is no fact.

import dnf
import dnf.callback
import dnf.cli.cli
import dnf.conf
import dnf.db.group
import dnf.exceptions
import dnf.selector
import dnf.transaction
import dnf.yum.rpmtrans
import hawkey
import libdnf.transaction

action, own, root = sys.argv[1:4]
LOCK_SECONDS = 600


def tell(*fields):
    out.write("\t".join(" ".join(str(field).split())[:8000] for field in fields) + "\n")
    out.flush()


def end(status):
    tell("end")
    # Whatever plugins left running is of no interest.
    os._exit(status)


def fail(code, words):
    tell("failed", code, words)
    end(3)


class Told(dnf.callback.TransactionProgress):
    """What scripts of packages could not do."""

    def __init__(self):
        super().__init__()
        self.problems = []

    def error(self, message):
        self.problems.append(message)
        tell("problem", message)


def configured():
    base = dnf.cli.cli.BaseCli(dnf.conf.Conf())
    cli = dnf.cli.cli.Cli(base)
    arguments = ["-y", "-q", "--setopt=cachedir=" + own + "/cache",
                 "--setopt=best=1", "--setopt=install_weak_deps=0", "--setopt=keepcache=0",
                 "--setopt=clean_requirements_on_remove=0", "--setopt=module_stream_switch=0"]
    if root != "/":
        arguments.append("--installroot=" + root)
    cli.configure(arguments + ["upgrade"])
    cli.demands.resolving = True
    base.args = ["fettle"]
    return base


def tell_setup(base):
    for name in base.conf.installonlypkgs:
        tell("beside", name)
    for repo in base.repos.iter_enabled():
        tell("repository", repo.id, int(repo.repo_gpgcheck), repo.metalink or repo.mirrorlist or "")
        for place in repo.baseurl:
            tell("repository-place", repo.id, place)
        for key in repo.gpgkey:
            tell("repository-key", repo.id, key)


def read_order(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def use_only(base, places):
    """The owner's repositories as he set them up, with what the order brings in place of what they have."""
    for repo in list(base.repos.iter_enabled()):
        if repo.id not in places:
            repo.disable()
            continue
        repo.baseurl = ["file://" + places[repo.id]]
        repo.mirrorlist = None
        repo.metalink = None
        repo.repo_gpgcheck = False  # The list is one that we made of what we verified.
        repo.gpgcheck = True
        repo.skip_if_unavailable = False
        repo.gpgkey = [key for key in repo.gpgkey if key.startswith("file:")]


def why_hidden(base, name, arch, version):
    hidden = hawkey.Query(base.sack, flags=hawkey.IGNORE_EXCLUDES).available()
    there = hidden.filterm(name=name, arch=arch, evr=version)
    return "kept_away" if there else "not_there"


def choose(base, steps):
    for _, name, arch, named, version, repo in steps:
        found = list(base.sack.query().available().filterm(name=name, arch=arch, evr=version, reponame=repo))
        if not found:
            fail("dnf." + why_hidden(base, name, arch, version), name + "-" + version + "." + arch)
        if named:  # What is new has to be needed by that.
            base._goal.upgrade(select=dnf.selector.Selector(base.sack).set(pkg=found))


def plan(base):
    """Facts about what would change, each a tuple."""
    base.resolve(allow_erasing=False)
    installed = base.sack.query().installed()
    items = list(base.transaction or [])
    coming = [item for item in items if item.action in dnf.transaction.FORWARD_ACTIONS]
    going = {str(item.pkg): item.pkg for item in items if item.action in dnf.transaction.BACKWARD_ACTIONS}
    facts = set()
    for item in coming:
        pkg = item.pkg
        beside = [p for p in installed.filter(name=pkg.name) if p.arch in (pkg.arch, "noarch") or pkg.arch == "noarch"]
        before = max(beside).evr if beside else ""
        facts.add(("change", pkg.name, pkg.arch, before, pkg.evr))
        gone = [p for p in base._goal.obsoleted_by_package(pkg) if str(p) in going]
        # Of those side by side dnf drops the oldest, as many as its owner's limit says.
        gone += [p for p in going.values() if p.name == pkg.name and p.arch == pkg.arch]
        for old in gone:
            if going.pop(str(old), None) and (old.name != pkg.name or old.evr != before):
                facts.add(("replaces", pkg.name, pkg.arch, old.name, old.arch, old.evr))
    for old in going.values():
        facts.add(("removes", old.name, old.arch, old.evr))
    return facts


def check_modules(base):
    container = getattr(base, "_moduleContainer", None)
    if container:
        switched = dict(container.getSwitchedStreams())
        if switched:
            fail("dnf.module_switch", " ".join("%s:%s->%s" % (m, *s) for m, s in switched.items()))


def do(base):
    base.gpgsigcheck([item.pkg for item in base.transaction if item.action in dnf.transaction.FORWARD_ACTIONS])
    base.conf.exit_on_lock = True
    until = time.monotonic() + LOCK_SECONDS
    told = Told()
    while True:
        try:
            done = super(dnf.cli.cli.BaseCli, base).do_transaction([told])
            break
        except dnf.exceptions.LockError:
            if time.monotonic() > until:
                raise
            time.sleep(2)
    items = dnf.db.group.RPMTransaction(base.history, base.history.old([done])[0]._trans) if done else []
    failed = [str(item) for item in items if item.state == libdnf.transaction.TransactionItemState_ERROR]
    if failed:
        fail("dnf.package_failed", " ".join(failed + told.problems))


def mark(base, steps):
    """What healing installed is somebody's dependency, nobody's wish; as "dnf mark remove" does."""
    base.fill_sack(load_system_repo=True, load_available_repos=False)
    for _, name, arch, _, version, _ in steps:
        for package in base.sack.query().installed().filterm(name=name, arch=arch, evr=version):
            base.history.set_reason(package, libdnf.transaction.TransactionItemReason_DEPENDENCY)
    last = base.history.last()
    database = last.end_rpmdb_version if last else base._ts.dbCookie()
    base.history.beg(database, [], [])
    base.history.end(database)


def main():
    base = configured()
    if action == "setup":
        tell_setup(base)
        return
    order = read_order(sys.argv[4])
    if action == "mark":
        mark(base, [line for line in order if line[0] == "step"])
        return
    use_only(base, {line[1]: line[2] for line in order if line[0] == "repository"})
    base.fill_sack(load_system_repo=True, load_available_repos=True)
    choose(base, [line for line in order if line[0] == "step"])
    facts = plan(base)
    for fact in sorted(facts):
        tell(*fact)
    check_modules(base)
    if action == "run":
        if facts != {tuple(line) for line in order if line[0] in ("change", "replaces")}:
            fail("plan.differs", "")
        tell("running")
        do(base)


try:
    main()
except dnf.exceptions.DepsolveError as e:
    fail("dnf.unsatisfied", e)
except dnf.exceptions.LockError as e:
    fail("dnf.locked", e)
except dnf.exceptions.RepoError as e:
    fail("dnf.metadata", e)
except dnf.exceptions.Error as e:
    words = str(e)
    fail("dnf.disk_full" if "more space needed" in words
         else "dnf.untrusted" if "GPG" in words or "ublic key" in words
         else "dnf.conflict" if "conflict" in words
         else "dnf.failed", e)
end(0)
