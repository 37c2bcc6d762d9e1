package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.inventory.Want;
import io.fettle.protocol.InventoryMessage.PackageKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** JSON of inventories: gzip on the wire, and in a canonical form for the digest. */
public final class InventoryCodec {
    static final int MAX_NAME = 200;
    static final int MAX_VERSION = 200;
    static final int MAX_ARCH = 40;
    private static final int MAX_JSON = 32 << 20;
    private static final int MAX_TEXT = 300;
    private static final int MAX_REPOSITORIES = 500;
    private static final int MAX_PINS = 2000;
    private static final int MAX_EXPRESSION = 1000;

    private static final Comparator<InstalledPackage> BY_NAME = Comparator.comparing(
                    (InstalledPackage p) -> p.item().name())
            .thenComparing(p -> p.item().arch())
            .thenComparing(p -> p.item().version());

    private InventoryCodec() {}

    /**
     * Names an inventory: SHA-256 over its JSON with sorted packages and without the time of the simulation, so that a
     * scan that found nothing new has the old digest. Of what the owner wants with a package only whether it is held counts:
     * agents and servers that know no more than that must come to the same digest. So a change of another want travels with
     * the next change that counts.
     */
    public static Digest digest(Inventory inventory) {
        List<InstalledPackage> sorted = new ArrayList<>();
        inventory.packages().forEach(p -> sorted.add(new InstalledPackage(p.item(), p.held())));
        sorted.sort(BY_NAME);
        Inventory canonical = new Inventory(
                inventory.facts(),
                inventory.apt(),
                sorted,
                inventory.simulation().map(s -> new Simulation(Instant.EPOCH, s.basis(), s.changes(), s.keptBack())));
        return Digest.of(JsonOut.write(out -> writeInventory(out, canonical)));
    }

    static byte[] encode(InventoryMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            JsonOut.write(gzip, out -> {
                out.text("digest", message.digest().hex());
                out.text("base", message.base().map(Digest::hex));
                out.object("inventory", o -> writeInventory(o, message.inventory()));
                out.list("removed", message.removed(), (o, key) -> {
                    o.text("name", key.name());
                    o.text("arch", key.arch());
                });
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static InventoryMessage decode(byte[] payload) {
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            byte[] json = gzip.readNBytes(MAX_JSON + 1);
            if (json.length > MAX_JSON) {
                throw new MalformedMessageException("An inventory unpacks to over " + MAX_JSON + " bytes");
            }
            return JsonIn.read(json, InventoryCodec::readMessage);
        } catch (IOException e) {
            throw new MalformedMessageException("The inventory is not gzip", e);
        }
    }

    private static void writeInventory(JsonOut out, Inventory inventory) {
        out.object("facts", o -> writeFacts(o, inventory.facts()));
        inventory.apt().ifPresent(apt -> out.object("apt", o -> writeApt(o, apt)));
        out.list("packages", inventory.packages(), InventoryCodec::writePackage);
        inventory.simulation().ifPresent(s -> out.object("simulation", o -> writeSimulation(o, s)));
    }

    private static void writeFacts(JsonOut out, ComputerFacts facts) {
        out.text("hostname", facts.hostname());
        out.texts("addresses", facts.addresses());
        out.text("osId", facts.osId());
        out.text("osVersion", facts.osVersion());
        out.text("osCodename", facts.osCodename());
        out.text("osName", facts.osName());
        out.text("runningKernel", facts.runningKernel());
        out.text("newestKernel", facts.newestKernel());
        out.flag("rebootRequired", facts.rebootRequired());
        out.texts("architectures", facts.architectures());
        out.text("level", facts.level().name());
        out.text("agentVersion", facts.agentVersion());
        out.text("bootId", facts.bootId());
    }

    private static void writeApt(JsonOut out, AptSetup apt) {
        out.texts("architectures", apt.architectures());
        out.list("repositories", apt.repositories(), (o, r) -> {
            o.text("uri", r.uri());
            o.text("suite", r.suite());
            o.texts("components", r.components());
            o.texts("architectures", r.architectures());
            o.texts("keys", r.keyFingerprints());
        });
        out.list("pins", apt.pins(), (o, p) -> {
            o.texts("packages", p.packages());
            o.text("kind", p.kind());
            o.text("expression", p.expression());
            o.number("priority", p.priority());
        });
        out.text("defaultRelease", apt.defaultRelease());
    }

    private static void writePackage(JsonOut out, InstalledPackage installed) {
        SoftwareItem item = installed.item();
        out.text("ecosystem", item.ecosystem());
        out.text("name", item.name());
        out.text("version", item.version());
        out.text("arch", item.arch());
        if (!item.sourceName().equals(item.name())) {
            out.text("source", item.sourceName());
        }
        if (!item.sourceVersion().equals(item.version())) {
            out.text("sourceVersion", item.sourceVersion());
        }
        if (item.multiArch() != MultiArch.NO) {
            out.text("multiArch", item.multiArch().name());
        }
        switch (installed.want()) {
            case INSTALL -> {}
            case HOLD -> out.flag("held", true);
            case DEINSTALL, PURGE, UNKNOWN -> out.text("want", installed.want().name());
        }
    }

    private static void writeSimulation(JsonOut out, Simulation simulation) {
        out.instant("at", simulation.at());
        out.text("basis", simulation.basis());
        out.list("changes", simulation.changes(), InventoryCodec::writeChange);
        out.list("keptBack", simulation.keptBack(), (o, k) -> {
            o.text("name", k.name());
            o.text("arch", k.arch());
            o.reason("reason", k.reason());
        });
    }

    static void writeChange(JsonOut out, PlannedChange change) {
        out.text("name", change.name());
        out.text("arch", change.arch());
        out.text("from", change.from());
        out.text("to", change.to());
    }

    private static InventoryMessage readMessage(JsonIn in) {
        Digest digest = null;
        Digest base = null;
        Inventory inventory = null;
        List<PackageKey> removed = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "digest" -> digest = in.digest();
                case "base" -> base = in.digest();
                case "inventory" -> inventory = readInventory(in);
                case "removed" -> removed = in.list(Inventory.MAX_PACKAGES, InventoryCodec::readKey);
                default -> in.skip();
            }
        }
        return new InventoryMessage(
                JsonIn.required(digest, "digest"),
                JsonIn.optional(base),
                JsonIn.required(inventory, "inventory"),
                removed);
    }

    private static PackageKey readKey(JsonIn in) {
        String packageName = null;
        String arch = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> packageName = in.text(MAX_NAME);
                case "arch" -> arch = in.text(MAX_ARCH);
                default -> in.skip();
            }
        }
        return new PackageKey(JsonIn.required(packageName, "name"), JsonIn.required(arch, "arch"));
    }

    private static Inventory readInventory(JsonIn in) {
        ComputerFacts facts = null;
        AptSetup apt = null;
        List<InstalledPackage> packages = null;
        Simulation simulation = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "facts" -> facts = readFacts(in);
                case "apt" -> apt = readApt(in);
                case "packages" -> packages = in.list(Inventory.MAX_PACKAGES, InventoryCodec::readPackage);
                case "simulation" -> simulation = readSimulation(in);
                default -> in.skip();
            }
        }
        return new Inventory(
                JsonIn.required(facts, "facts"),
                JsonIn.optional(apt),
                JsonIn.required(packages, "packages"),
                JsonIn.optional(simulation));
    }

    private static ComputerFacts readFacts(JsonIn in) {
        String hostname = "";
        List<String> addresses = List.of();
        String osId = "";
        String osVersion = "";
        String osCodename = "";
        String osName = "";
        String runningKernel = "";
        String newestKernel = null;
        boolean rebootRequired = false;
        List<String> architectures = List.of();
        Level level = Level.L0;
        String agentVersion = "";
        String bootId = "";
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "hostname" -> hostname = in.text(MAX_TEXT);
                case "addresses" -> addresses = in.texts(50, 64);
                case "osId" -> osId = in.text(MAX_TEXT);
                case "osVersion" -> osVersion = in.text(MAX_TEXT);
                case "osCodename" -> osCodename = in.text(MAX_TEXT);
                case "osName" -> osName = in.text(MAX_TEXT);
                case "runningKernel" -> runningKernel = in.text(MAX_TEXT);
                case "newestKernel" -> newestKernel = in.text(MAX_TEXT);
                case "rebootRequired" -> rebootRequired = in.flag();
                case "architectures" -> architectures = in.texts(20, MAX_ARCH);
                case "level" -> level = in.choice(Level.class);
                case "agentVersion" -> agentVersion = in.text(64);
                case "bootId" -> bootId = in.text(64);
                default -> in.skip();
            }
        }
        return new ComputerFacts(
                hostname,
                addresses,
                osId,
                osVersion,
                osCodename,
                osName,
                runningKernel,
                JsonIn.optional(newestKernel),
                rebootRequired,
                architectures,
                level,
                agentVersion,
                bootId);
    }

    private static AptSetup readApt(JsonIn in) {
        List<String> architectures = List.of();
        List<AptRepository> repositories = List.of();
        List<PinRule> pins = List.of();
        String defaultRelease = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "architectures" -> architectures = in.texts(20, MAX_ARCH);
                case "repositories" -> repositories = in.list(MAX_REPOSITORIES, InventoryCodec::readRepository);
                case "pins" -> pins = in.list(MAX_PINS, InventoryCodec::readPin);
                case "defaultRelease" -> defaultRelease = in.text(MAX_TEXT);
                default -> in.skip();
            }
        }
        return new AptSetup(architectures, repositories, pins, JsonIn.optional(defaultRelease));
    }

    private static AptRepository readRepository(JsonIn in) {
        String uri = null;
        String suite = null;
        List<String> components = List.of();
        List<String> architectures = List.of();
        List<String> keys = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "uri" -> uri = in.text(500);
                case "suite" -> suite = in.text(500);
                case "components" -> components = in.texts(100, 100);
                case "architectures" -> architectures = in.texts(20, MAX_ARCH);
                case "keys" -> keys = in.texts(100, 64);
                default -> in.skip();
            }
        }
        return new AptRepository(
                JsonIn.required(uri, "uri"), JsonIn.required(suite, "suite"), components, architectures, keys);
    }

    private static PinRule readPin(JsonIn in) {
        List<String> packages = List.of();
        String kind = null;
        String expression = null;
        int priority = 0;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "packages" -> packages = in.texts(1000, MAX_TEXT);
                case "kind" -> kind = in.text(20);
                case "expression" -> expression = in.text(MAX_EXPRESSION);
                case "priority" -> priority = in.intNumber();
                default -> in.skip();
            }
        }
        return new PinRule(
                packages, JsonIn.required(kind, "kind"), JsonIn.required(expression, "expression"), priority);
    }

    private static InstalledPackage readPackage(JsonIn in) {
        String ecosystem = null;
        String packageName = null;
        String version = null;
        String arch = null;
        String source = null;
        String sourceVersion = null;
        MultiArch multiArch = MultiArch.NO;
        Want want = Want.INSTALL;
        boolean held = false;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "ecosystem" -> ecosystem = in.text(20);
                case "name" -> packageName = in.text(MAX_NAME);
                case "version" -> version = in.text(MAX_VERSION);
                case "arch" -> arch = in.text(MAX_ARCH);
                case "source" -> source = in.text(MAX_NAME);
                case "sourceVersion" -> sourceVersion = in.text(MAX_VERSION);
                case "multiArch" -> multiArch = in.choice(MultiArch.class);
                case "held" -> held = in.flag();
                case "want" -> want = want(in.text(40));
                default -> in.skip();
            }
        }
        String itsName = JsonIn.required(packageName, "name");
        String itsVersion = JsonIn.required(version, "version");
        SoftwareItem item = new SoftwareItem(
                JsonIn.required(ecosystem, "ecosystem"),
                itsName,
                itsVersion,
                JsonIn.required(arch, "arch"),
                source == null ? itsName : source,
                sourceVersion == null ? itsVersion : sourceVersion,
                multiArch);
        return new InstalledPackage(item, held ? Want.HOLD : want);
    }

    /** A newer agent may know more words. */
    private static Want want(String word) {
        return Stream.of(Want.values())
                .filter(want -> want.name().equals(word))
                .findFirst()
                .orElse(Want.UNKNOWN);
    }

    private static Simulation readSimulation(JsonIn in) {
        Instant at = null;
        String basis = "";
        List<PlannedChange> changes = List.of();
        List<KeptBack> keptBack = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "at" -> at = in.instant();
                case "basis" -> basis = in.text(64);
                case "changes" -> changes = in.list(Inventory.MAX_PACKAGES, InventoryCodec::readChange);
                case "keptBack" -> keptBack = in.list(Inventory.MAX_PACKAGES, InventoryCodec::readKeptBack);
                default -> in.skip();
            }
        }
        return new Simulation(JsonIn.required(at, "at"), basis, changes, keptBack);
    }

    static PlannedChange readChange(JsonIn in) {
        String packageName = null;
        String arch = null;
        String from = null;
        String to = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> packageName = in.text(MAX_NAME);
                case "arch" -> arch = in.text(MAX_ARCH);
                case "from" -> from = in.text(MAX_VERSION);
                case "to" -> to = in.text(MAX_VERSION);
                default -> in.skip();
            }
        }
        return new PlannedChange(
                JsonIn.required(packageName, "name"),
                JsonIn.required(arch, "arch"),
                JsonIn.optional(from),
                JsonIn.required(to, "to"));
    }

    private static KeptBack readKeptBack(JsonIn in) {
        String packageName = null;
        String arch = null;
        Reason reason = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> packageName = in.text(MAX_NAME);
                case "arch" -> arch = in.text(MAX_ARCH);
                case "reason" -> reason = in.reason();
                default -> in.skip();
            }
        }
        return new KeptBack(
                JsonIn.required(packageName, "name"), JsonIn.required(arch, "arch"), JsonIn.required(reason, "reason"));
    }
}
