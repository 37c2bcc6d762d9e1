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

/** Takes dnf's facts line by line, as many as its output can have. Not thread-safe. */
final class DnfReading {
    private static final String OBSTACLES = "obstacles";
    private static final String LOCKS = "lock";
    private static final int MAX_WORDS = 500;

    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final List<PlannedChange> changes = new ArrayList<>();
    private final List<KeptBack> keptBack = new ArrayList<>();
    private String arch = "";
    private boolean obsoletes;
    private boolean locksKnown = true;
    private boolean planned;
    private boolean ended;

    /** A repository while its lines come. */
    private record Section(String[] part, List<String> baseUrls, List<String> excludes, List<String> includes) {
        Section(String[] part) {
            this(part, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        /** Of more places than a server takes the first count: they stand for each other. */
        void place(String uri) {
            if (baseUrls.size() < RpmSetup.MAX_URIS) {
                String place = PlainText.uri(uri, RpmSetup.MAX_URI - 1);
                baseUrls.add(place.endsWith("/") ? place : place + '/');
            }
        }

        RpmRepository repository() {
            return new RpmRepository(
                    part[1],
                    baseUrls,
                    PlainText.uri(part[2], RpmSetup.MAX_URI),
                    Integer.parseInt(part[3]),
                    part[4].equals("1"),
                    part[5].equals("1"),
                    part[6].equals("1"),
                    excludes,
                    includes);
        }
    }

    /** A line that is too short or of another kind than these says nothing. */
    void take(String[] part) {
        switch (part[0] + ' ' + part.length) {
            case "arch 2" -> arch = part[1];
            case "obsoletes 2" -> obsoletes = part[1].equals("1");
            case "exclude 2", "include 2", "lock 2", "module 2" -> add(list(part[0]), part[1]);
            case "unlisted 2" -> {
                locksKnown = false;
                list(OBSTACLES).add("versionlock: " + part[1]);
            }
            case "metadata 3" -> list(part[0]).add(part[2]);
            case "uncached 3" -> list(OBSTACLES).add(part[1] + ": " + part[2]);
            case "unplanned 2" -> list(OBSTACLES).add(part[1]);
            case "repository 7" -> sections.put(part[1], new Section(part));
            case "repository-place 3" -> section(part[1]).ifPresent(its -> its.place(part[2]));
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
        if (!text.isEmpty()) {
            list.add(text);
        }
    }

    private Optional<Section> section(String id) {
        return Optional.ofNullable(sections.get(id));
    }

    private static Reason reason(String words) {
        String told = PlainText.printable(words.substring(0, Math.min(words.length(), MAX_WORDS)));
        return told.isEmpty() ? Reason.of("dnf.kept_back") : Reason.of("dnf.kept_back", "words", told);
    }

    private List<String> list(String name) {
        return lists.computeIfAbsent(name, n -> new ArrayList<>());
    }

    private List<String> told(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** @throws FettleException where the facts do not come to their end */
    DnfFacts facts() {
        if (!ended || arch.isEmpty()) {
            throw new FettleException(ScanError.DNF_FAILED, "dnf's facts have no end");
        }
        Optional<RpmSetup> setup = setup();
        return new DnfFacts(
                arch,
                setup,
                told("metadata").stream().map(Path::of).toList(),
                told(OBSTACLES),
                planned ? Optional.of(new DnfFacts.Plan(changes, keptBack)) : Optional.empty());
    }

    /** Nothing is left out in silence: a setup without some of its locks or excludes would be judged by what it is not. */
    private Optional<RpmSetup> setup() {
        RpmSetup whole = setup(told(LOCKS), locksKnown);
        Optional<String> excess = SetupBounds.excess(whole);
        if (excess.isEmpty()) {
            return Optional.of(whole);
        }
        list(OBSTACLES).add("the setup is more than can be told: " + excess.get());
        return Optional.of(setup(List.of(), false))
                .filter(its -> SetupBounds.excess(its).isEmpty());
    }

    private RpmSetup setup(List<String> locks, boolean known) {
        return new RpmSetup(
                arch,
                sections.values().stream().map(Section::repository).toList(),
                told("exclude"),
                told("include"),
                locks,
                told("module"),
                obsoletes,
                known);
    }
}
