package io.fettle.applier.dnf;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.applier.OrderRun;
import io.fettle.applier.PackageSystem;
import io.fettle.applier.Places;
import io.fettle.applier.process.Commands;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Order;
import io.fettle.version.RpmVersionOrder;
import io.fettle.version.VersionOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** rpm and dnf. The vendor's word is the signature of each package. */
public final class DnfSystem implements PackageSystem {
    private static final int MAX_NAMES = 100;

    private final Rpm rpm;
    private final Dnf dnf;
    private final RpmVendor vendor;
    private final Unfinished unfinished;
    private final PrivateDirectory state;
    private final Path lock;

    /** @param state of our own */
    public DnfSystem(Places places, PrivateDirectory state, Commands commands, Clock clock) {
        this.rpm = new Rpm(places.root(), commands);
        this.dnf = new Dnf(places.root(), commands);
        this.vendor = new RpmVendor(dnf, new OwnKeys(places, rpm, clock), commands, state);
        this.unfinished = new Unfinished(state);
        this.state = state;
        this.lock =
                Rpm.home(places).orElse(places.root().resolve("var/lib/rpm")).resolve(".rpm.lock");
    }

    /** Whether rpm rules this computer. */
    public static boolean rules(Places places) {
        return Rpm.home(places).isPresent() && !Files.exists(places.root().resolve("var/lib/dpkg/status"));
    }

    @Override
    public Order.Kind kind() {
        return Order.Kind.RPM_UPGRADE;
    }

    @Override
    public VersionOrder versions() {
        return RpmVersionOrder.INSTANCE;
    }

    @Override
    public Installed installed() {
        return rpm.installed();
    }

    @Override
    public Vouched verify(Order order, Path content) throws IOException {
        return vendor.verify(order, content);
    }

    @Override
    public OrderRun in(Path place) {
        return new DnfRun(dnf, new LaidOut(place), unfinished);
    }

    /** A package that is there twice, and is not of those that are, was being replaced. */
    @Override
    public String audit() {
        List<String> cut = unfinished.names();
        if (!cut.isEmpty()) {
            return "cut off while being installed: " + some(cut);
        }
        List<String> twice = new ArrayList<>(rpm.installed().several());
        if (!twice.isEmpty()) {
            twice.removeAll(beside(twice));
        }
        return twice.isEmpty() ? "" : "installed more than once: " + some(twice);
    }

    private static String some(List<String> names) {
        return names.stream().limit(MAX_NAMES).collect(Collectors.joining(" "));
    }

    /** Those of these names that dnf keeps side by side. */
    private Set<String> beside(List<String> names) {
        Set<String> marks =
                new HashSet<>(dnf.setup(state.child("dnf-setup").path()).beside());
        Set<String> found = new HashSet<>();
        rpm.provided(names).map(line -> line.split("\t", 2)).forEach(part -> {
            if (part.length == 2 && Stream.of(part[1].split(" ")).anyMatch(marks::contains)) {
                found.add(part[0]);
            }
        });
        return found;
    }

    @Override
    public String heal(List<Step> steps, Path kept, Path log) throws IOException {
        InstalledRpms now = rpm.installed();
        List<String> cut = unfinished.names();
        List<String> twice = now.several();
        List<Step> again = new ArrayList<>();
        for (Step step : steps) {
            // What is not there yet, dnf will bring.
            if (now.has(step) && (cut.contains(Unfinished.name(step)) || twice.contains(step.name()))) {
                again.add(step);
            }
        }
        boolean whole = again(again, kept, log);
        if (whole && steps.stream().map(Unfinished::name).toList().containsAll(cut)) {
            unfinished.end();
        }
        return audit();
    }

    /** @return whether all of them were installed again */
    private boolean again(List<Step> steps, Path kept, Path log) throws IOException {
        if (steps.isEmpty()) {
            return true;
        }
        Set<String> side = beside(steps.stream().map(Step::name).distinct().toList());
        List<Path> replacing = new ArrayList<>();
        List<Path> adding = new ArrayList<>();
        for (Step step : steps) {
            Path file = kept.resolve(step.digest().hex());
            if (!intact(file, step)) {
                return false;
            }
            (side.contains(step.name()) ? adding : replacing).add(file);
        }
        return rpm.again(replacing, false, log) && rpm.again(adding, true, log);
    }

    private static boolean intact(Path file, Step step) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in).equals(step.digest());
        }
    }

    @Override
    public Reason broken(String words) {
        return Reason.of("rpm.broken", "words", words);
    }

    @Override
    public Path lock() {
        return lock;
    }
}
