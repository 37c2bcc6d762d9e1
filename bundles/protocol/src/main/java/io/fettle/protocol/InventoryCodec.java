package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.Simulation;
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
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** JSON of inventories: gzip on the wire, and in a canonical form for the digest. */
public final class InventoryCodec {
    private static final int MAX_JSON = 32 << 20;

    private static final Comparator<InstalledPackage> BY_NAME = Comparator.comparing(
                    (InstalledPackage p) -> p.item().name())
            .thenComparing(p -> p.item().arch())
            .thenComparing(p -> p.item().version());

    private InventoryCodec() {}

    /**
     * Names an inventory: SHA-256 over its JSON with sorted packages and without the time of the simulation, so that a
     * scan that found nothing new has the old digest. Of what the owner wants with a package only whether it is held counts:
     * agents and servers that know no more than that must come to the same digest. So a change of another want travels with
     * the next change that counts. So does how many processes wait for a restart or could not be seen.
     */
    public static Digest digest(Inventory inventory) {
        List<InstalledPackage> sorted = new ArrayList<>();
        inventory.packages().forEach(p -> sorted.add(new InstalledPackage(p.item(), p.held())));
        sorted.sort(BY_NAME);
        Inventory canonical = new Inventory(
                RunningCodec.steady(inventory.facts()),
                inventory.setup(),
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
                out.list("removed", message.removed(), PackageCodec::writeKey);
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
        out.object("facts", o -> FactsCodec.write(o, inventory.facts()));
        inventory.apt().ifPresent(apt -> out.object("apt", o -> AptSetupCodec.write(o, apt)));
        inventory.rpm().ifPresent(rpm -> out.object("rpm", o -> RpmSetupCodec.write(o, rpm)));
        out.list("packages", inventory.packages(), PackageCodec::write);
        inventory.simulation().ifPresent(s -> out.object("simulation", o -> SimulationCodec.write(o, s)));
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
                case "removed" -> removed = in.list(Inventory.MAX_PACKAGES, PackageCodec::readKey);
                default -> in.skip();
            }
        }
        return new InventoryMessage(
                JsonIn.required(digest, "digest"),
                JsonIn.optional(base),
                JsonIn.required(inventory, "inventory"),
                removed,
                in.understood());
    }

    private static Inventory readInventory(JsonIn in) {
        ComputerFacts facts = null;
        PackageSetup setup = null;
        List<InstalledPackage> packages = null;
        Simulation simulation = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "facts" -> facts = FactsCodec.read(in);
                case "apt" -> setup = AptSetupCodec.read(in);
                case "rpm" -> setup = RpmSetupCodec.read(in);
                case "packages" -> packages = in.list(Inventory.MAX_PACKAGES, PackageCodec::read);
                case "simulation" -> simulation = SimulationCodec.read(in);
                default -> in.skip();
            }
        }
        return new Inventory(
                JsonIn.required(facts, "facts"),
                JsonIn.optional(setup),
                JsonIn.required(packages, "packages"),
                JsonIn.optional(simulation));
    }
}
