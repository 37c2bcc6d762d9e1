package io.fettle.agent.scan.rpm;

import io.fettle.agent.scan.ScanError;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code dnf-facts.py} told.
 *
 * @param metadata the list of each repository as it is cached
 * @param obstacles why there is no plan, in dnf's words
 * @param plan what dnf would do now; empty where it lacks metadata or finds no way
 */
record DnfFacts(RpmSetup setup, List<Path> metadata, List<String> obstacles, Optional<Plan> plan) {
    /** A server takes no more than these; a pattern or uri beyond them is left out. */
    private static final int MAX_TEXT = 300;

    private static final int MAX_URI = 1000;
    private static final int MAX_URIS = 100;
    private static final int MAX_LIST = 2000;
    private static final int MAX_REPOSITORIES = 500;
    private static final Pattern USER_INFO = Pattern.compile("^([a-z0-9+.-]+://)[^/@]*@");

    DnfFacts {
        metadata = List.copyOf(metadata);
        obstacles = List.copyOf(obstacles);
    }

    record Plan(List<PlannedChange> changes, List<KeptBack> keptBack) {
        Plan {
            changes = List.copyOf(changes);
            keptBack = List.copyOf(keptBack);
        }
    }

    /** @throws FettleException where the facts do not come to their end */
    static DnfFacts parse(String told) {
        Reading reading = new Reading();
        told.lines().map(line -> line.split("\t", -1)).forEach(reading::take);
        try {
            return reading.facts();
        } catch (NumberFormatException e) {
            throw new FettleException(ScanError.DNF_FAILED, "dnf's facts have a priority that is no number", e);
        }
    }

    private static String withoutUser(String uri) {
        return USER_INFO.matcher(uri).replaceFirst("$1");
    }

    /** A repository while its lines come. */
    private record Section(String[] part, List<String> excludes, List<String> includes) {
        RpmRepository repository() {
            List<String> baseUrls = Stream.of(part[2].split(" "))
                    .filter(uri -> !uri.isEmpty())
                    .map(DnfFacts::withoutUser)
                    .map(uri -> uri.endsWith("/") ? uri : uri + '/')
                    .filter(uri -> uri.length() <= MAX_URI)
                    .limit(MAX_URIS)
                    .toList();
            return new RpmRepository(
                    part[1],
                    baseUrls,
                    part[3].length() > MAX_URI ? "" : withoutUser(part[3]),
                    Integer.parseInt(part[4]),
                    part[5].equals("1"),
                    part[6].equals("1"),
                    part[7].equals("1"),
                    excludes,
                    includes);
        }
    }

    private static final class Reading {
        private static final String OBSTACLES = "obstacles";

        private final Map<String, Section> sections = new LinkedHashMap<>();
        private final Map<String, List<String>> lists = new LinkedHashMap<>();
        private final List<PlannedChange> changes = new ArrayList<>();
        private final List<KeptBack> keptBack = new ArrayList<>();
        private String arch = "";
        private boolean obsoletes;
        private boolean planned;
        private boolean ended;

        /** A line that is too short or of another kind than these says nothing. */
        void take(String[] part) {
            switch (part[0] + ' ' + part.length) {
                case "arch 2" -> arch = part[1];
                case "obsoletes 2" -> obsoletes = part[1].equals("1");
                case "exclude 2", "include 2", "lock 2", "module 2" ->
                    list(part[0]).add(part[1]);
                case "metadata 3" -> list(part[0]).add(part[2]);
                case "uncached 3" -> list(OBSTACLES).add(part[1] + ": " + part[2]);
                case "unplanned 2" -> list(OBSTACLES).add(part[1]);
                case "repository 8" -> sections.put(part[1], new Section(part, new ArrayList<>(), new ArrayList<>()));
                case "repository-exclude 3" -> section(part[1]).ifPresent(its -> add(its.excludes(), part[2]));
                case "repository-include 3" -> section(part[1]).ifPresent(its -> add(its.includes(), part[2]));
                case "change 5" ->
                    changes.add(new PlannedChange(
                            part[1], part[2], Optional.of(part[3]).filter(from -> !from.isEmpty()), part[4]));
                case "kept 4" -> keptBack.add(new KeptBack(part[1], part[2], reason(part[3])));
                case "planned 1" -> planned = true;
                case "end 1" -> ended = true;
                default -> {}
            }
        }

        private static void add(List<String> list, String text) {
            if (!text.isEmpty() && text.length() <= MAX_TEXT && list.size() < MAX_LIST) {
                list.add(text);
            }
        }

        private Optional<Section> section(String id) {
            return Optional.ofNullable(sections.get(id));
        }

        private static Reason reason(String words) {
            return words.isEmpty()
                    ? Reason.of("dnf.kept_back")
                    : Reason.of("dnf.kept_back", "words", words.substring(0, Math.min(words.length(), 500)));
        }

        private List<String> list(String name) {
            return lists.computeIfAbsent(name, n -> new ArrayList<>());
        }

        private List<String> told(String name) {
            return lists.getOrDefault(name, List.of());
        }

        DnfFacts facts() {
            if (!ended || arch.isEmpty()) {
                throw new FettleException(ScanError.DNF_FAILED, "dnf's facts have no end");
            }
            RpmSetup setup = new RpmSetup(
                    arch,
                    sections.values().stream()
                            .filter(section -> section.part()[1].length() <= MAX_TEXT)
                            .limit(MAX_REPOSITORIES)
                            .map(Section::repository)
                            .toList(),
                    told("exclude"),
                    told("include"),
                    told("lock"),
                    told("module"),
                    obsoletes);
            return new DnfFacts(
                    setup,
                    told("metadata").stream().map(Path::of).toList(),
                    told(OBSTACLES),
                    planned ? Optional.of(new Plan(changes, keptBack)) : Optional.empty());
        }
    }
}
