package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.apt.CandidateEvaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A made-up computer, told both to us and to the real apt: the oracle. apt gets its lists directory, dpkg status, sources
 * and preferences as files; nothing is fetched and nothing of this machine is read.
 */
final class AptRoot {
    private static final String COMPONENT = "main";
    private static final Pattern INST = Pattern.compile("Inst (\\S+) .*");

    private final Path dir;
    private final SampleCatalog catalog = new SampleCatalog(1);
    private final List<String> arches;
    private final List<AptRepository> repositories = new ArrayList<>();
    private final List<PinRule> pins = new ArrayList<>();
    private final List<InstalledPackage> installed = new ArrayList<>();
    private final StringBuilder status = new StringBuilder();
    private final StringBuilder sources = new StringBuilder();
    private final StringBuilder preferences = new StringBuilder();
    private final Map<Path, StringBuilder> lists = new LinkedHashMap<>();
    private Optional<String> defaultRelease = Optional.empty();

    AptRoot(Path dir, String... arches) {
        this.dir = dir;
        this.arches = List.of(arches);
    }

    static boolean aptIsHere() {
        return Files.isExecutable(Path.of("/usr/bin/apt")) && Files.isExecutable(Path.of("/usr/bin/dpkg"));
    }

    /** A repository as configured; {@code automatic}: {@code ""}, {@code NotAutomatic} or {@code ButAutomaticUpgrades}. */
    Repo repo(String host, String suite, String origin, String label, String version, String automatic) {
        return repo(host, suite, suite, origin, label, version, automatic);
    }

    /** One whose Release file calls the suite otherwise; {@code archive} empty: it does not name it at all. */
    Repo repo(
            String host, String suite, String archive, String origin, String label, String version, String automatic) {
        String uri = "http://" + host + "/debian/";
        int priority =
                switch (automatic) {
                    case "NotAutomatic" -> 1;
                    case "ButAutomaticUpgrades" -> 100;
                    default -> 500;
                };
        int number = catalog.repository(
                uri,
                suite,
                archive,
                suite,
                origin,
                label,
                version,
                List.of(COMPONENT),
                arches,
                label.contains("Security"),
                priority);
        repositories.add(new AptRepository(uri, suite, List.of(COMPONENT), arches, List.of()));
        sources.append("deb [trusted=yes] ")
                .append(uri)
                .append(' ')
                .append(suite)
                .append(" main\n");
        StringBuilder release = new StringBuilder();
        field(release, "Origin", origin);
        field(release, "Label", label);
        field(release, "Suite", archive);
        field(release, "Codename", suite);
        field(release, "Version", version);
        field(release, "Components", COMPONENT);
        field(release, "Architectures", String.join(" ", arches));
        field(release, "NotAutomatic", automatic.isEmpty() ? "" : "yes");
        field(release, "ButAutomaticUpgrades", automatic.equals("ButAutomaticUpgrades") ? "yes" : "");
        Path stem = dir.resolve("lists").resolve(host + "_debian_dists_" + suite + "_");
        lists.put(Path.of(stem + "Release"), release);
        arches.forEach(arch -> lists.put(packages(stem, arch), new StringBuilder()));
        return new Repo(number, stem);
    }

    /** A repository that is configured and in the catalog. */
    final class Repo {
        private final int number;
        private final Path stem;

        private Repo(int number, Path stem) {
            this.number = number;
            this.stem = stem;
        }

        Repo has(String name, String version) {
            return has(name, version, arches.get(0), name);
        }

        Repo has(String name, String version, String arch) {
            return has(name, version, arch, name);
        }

        Repo has(String name, String version, String arch, String source) {
            return has(MadePackage.of(name, version).arch(arch).source(source).is(usual(arch)));
        }

        Repo has(MadePackage made) {
            catalog.offer(number, COMPONENT, made);
            for (String index : made.arch.equals("all") ? arches : List.of(made.arch)) {
                StringBuilder out = lists.get(packages(stem, index));
                made.stanza(out);
                field(out, "Filename", "pool/" + made.name + "_" + made.version + "_" + made.arch + ".deb");
                field(out, "Size", "1000");
                field(out, "SHA256", "00".repeat(32));
                out.append('\n');
            }
            return this;
        }
    }

    private static MultiArch usual(String arch) {
        return arch.equals("all") ? MultiArch.NO : MultiArch.SAME;
    }

    private static Path packages(Path stem, String arch) {
        return Path.of(stem + COMPONENT + "_binary-" + arch + "_Packages");
    }

    AptRoot installed(String name, String version) {
        return installed(name, version, arches.get(0), name, false);
    }

    AptRoot installed(String name, String version, String arch, String source, boolean held) {
        return installed(MadePackage.of(name, version).arch(arch).source(source).is(usual(arch)), held);
    }

    AptRoot installed(MadePackage made) {
        return installed(made, false);
    }

    AptRoot installed(MadePackage made, boolean held) {
        installed.add(new InstalledPackage(
                new SoftwareItem(
                        "deb",
                        made.name,
                        made.version,
                        made.arch,
                        made.source,
                        made.version,
                        made.multiArch,
                        made.relations()),
                held));
        made.stanza(status);
        field(status, "Status", (held ? "hold" : "install") + " ok installed");
        status.append('\n');
        return this;
    }

    AptRoot pin(String packages, String kind, String expression, int priority) {
        pins.add(new PinRule(List.of(packages.split(" ")), kind, expression, priority));
        field(preferences, "Package", packages);
        field(preferences, "Pin", kind + " " + expression);
        field(preferences, "Pin-Priority", String.valueOf(priority));
        preferences.append('\n');
        return this;
    }

    AptRoot defaultRelease(String release) {
        defaultRelease = Optional.of(release);
        return this;
    }

    AptSetup setup() {
        return new AptSetup(arches, repositories, pins, defaultRelease);
    }

    SampleCatalog catalog() {
        return catalog;
    }

    List<InstalledPackage> packages() {
        return installed;
    }

    /** {@code name arch installed -> candidate} for each, by our judgement; the architecture is the installed one's. */
    Set<String> ours() {
        CandidateEvaluator evaluator = new CandidateEvaluator(setup(), catalog);
        Set<String> missing = new TreeSet<>();
        for (InstalledPackage one : installed) {
            evaluator
                    .judge(one.item())
                    .filter(verdict -> verdict.state().isMissing())
                    .ifPresent(verdict -> missing.add(line(
                            one.item().name(),
                            one.item().arch(),
                            one.item().version(),
                            verdict.target().version())));
        }
        return missing;
    }

    /** {@code name arch} of {@link #ours} that cannot be installed now, and why. */
    Map<String, Reason> oursKeptBack() {
        return Reckoner.keptBack(setup(), catalog, installed);
    }

    /** {@code name arch} of what {@code apt list --upgradable} has and {@code apt-get upgrade} would not install. */
    Set<String> aptsKeptBack(String... options) throws IOException, InterruptedException {
        Set<String> missing = apts();
        List<String> command =
                new ArrayList<>(List.of("apt-get", "-c", dir.resolve("apt.conf").toString()));
        command.addAll(List.of(options));
        return keptBack(missing, command, arches.get(0));
    }

    /** @param missing of these lines, what a dry run leaves @param apt {@code apt-get} and its options */
    static Set<String> keptBack(Set<String> missing, List<String> apt, String nativeArch)
            throws IOException, InterruptedException {
        Set<String> keptBack = new TreeSet<>();
        missing.forEach(line -> keptBack.add(line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1))));
        List<String> command = new ArrayList<>(apt);
        command.addAll(List.of("-s", "upgrade", "--with-new-pkgs"));
        for (String line : output(command).split("\n")) {
            Matcher inst = INST.matcher(line);
            if (inst.matches()) {
                String[] name = inst.group(1).split(":");
                keptBack.remove(name[0] + " " + (name.length == 1 ? nativeArch : name[1]));
                keptBack.remove(name[0] + " " + (name.length == 1 ? "all" : name[1]));
            }
        }
        return keptBack;
    }

    /** The same from {@code apt list --upgradable}. */
    Set<String> apts() throws IOException, InterruptedException {
        write();
        return run(List.of("apt", "-c", dir.resolve("apt.conf").toString(), "list", "--upgradable"));
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(false);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        Process apt = builder.start();
        String out = new String(apt.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!apt.waitFor(60, TimeUnit.SECONDS) || apt.exitValue() != 0) {
            throw new IllegalStateException("apt failed: " + apt.exitValue() + "\n" + out);
        }
        return out;
    }

    /** Runs apt and reads its list. */
    static Set<String> run(List<String> command) throws IOException, InterruptedException {
        Set<String> lines = new TreeSet<>();
        for (String text : output(command).split("\n")) {
            int from = text.indexOf("[upgradable from: ");
            if (from > 0) {
                String[] columns = text.substring(0, from).trim().split(" ");
                lines.add(line(
                        columns[0].substring(0, columns[0].indexOf('/')),
                        columns[2],
                        text.substring(from + 18, text.length() - 1),
                        columns[1]));
            }
        }
        return lines;
    }

    private static String line(String name, String arch, String from, String to) {
        return name + " " + arch + " " + from + " -> " + to;
    }

    private void write() throws IOException {
        for (String made : List.of("lists/partial", "cache/archives/partial", "state", "parts")) {
            Files.createDirectories(dir.resolve(made));
        }
        for (Map.Entry<Path, StringBuilder> list : lists.entrySet()) {
            Files.writeString(list.getKey(), list.getValue());
        }
        Files.writeString(dir.resolve("status"), status);
        Files.writeString(dir.resolve("sources.list"), sources);
        Files.writeString(dir.resolve("preferences"), preferences);
        StringBuilder conf = new StringBuilder();
        setting(conf, "APT::Architecture", arches.get(0));
        conf.append("#clear APT::Architectures;\n");
        arches.forEach(arch -> setting(conf, "APT::Architectures::", arch));
        setting(conf, "APT::Default-Release", defaultRelease.orElse(""));
        setting(conf, "Dir::State", dir.resolve("state").toString());
        setting(conf, "Dir::State::lists", dir.resolve("lists") + "/");
        setting(conf, "Dir::State::status", dir.resolve("status").toString());
        setting(conf, "Dir::State::extended_states", "/dev/null");
        setting(conf, "Dir::Cache", dir.resolve("cache").toString());
        setting(conf, "Dir::Etc::sourcelist", dir.resolve("sources.list").toString());
        setting(conf, "Dir::Etc::sourceparts", dir.resolve("parts").toString());
        setting(conf, "Dir::Etc::preferences", dir.resolve("preferences").toString());
        setting(conf, "Dir::Etc::preferencesparts", dir.resolve("parts").toString());
        setting(conf, "APT::Get::Always-Include-Phased-Updates", "true");
        Files.writeString(dir.resolve("apt.conf"), conf);
    }

    private static void setting(StringBuilder out, String name, String value) {
        out.append(name).append(" \"").append(value).append("\";\n");
    }

    private static void field(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append(name).append(": ").append(value).append('\n');
        }
    }
}
