package io.fettle.protocol;

import io.fettle.api.Reason;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.api.inventory.Simulation;
import java.time.Instant;
import java.util.List;

/** JSON of what a computer's package manager would do. */
final class SimulationCodec {
    private SimulationCodec() {}

    static void write(JsonOut out, Simulation simulation) {
        out.instant("at", simulation.at());
        out.text("basis", simulation.basis());
        out.list("changes", simulation.changes(), SimulationCodec::writeChange);
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
        ReplacedCodec.write(out, change.replaces());
    }

    static Simulation read(JsonIn in) {
        Instant at = null;
        String basis = "";
        List<PlannedChange> changes = List.of();
        List<KeptBack> keptBack = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "at" -> at = in.instant();
                case "basis" -> basis = in.text(64);
                case "changes" -> changes = in.list(Inventory.MAX_PACKAGES, SimulationCodec::readChange);
                case "keptBack" -> keptBack = in.list(Inventory.MAX_PACKAGES, SimulationCodec::readKeptBack);
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
        List<ReplacedPackage> replaces = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> packageName = in.text(PackageCodec.MAX_NAME);
                case "arch" -> arch = in.text(PackageCodec.MAX_ARCH);
                case "from" -> from = in.text(PackageCodec.MAX_VERSION);
                case "to" -> to = in.text(PackageCodec.MAX_VERSION);
                case ReplacedCodec.NAME -> replaces = ReplacedCodec.readAll(in);
                default -> in.skip();
            }
        }
        return new PlannedChange(
                JsonIn.required(packageName, "name"),
                JsonIn.required(arch, "arch"),
                JsonIn.optional(from),
                JsonIn.required(to, "to"),
                replaces);
    }

    private static KeptBack readKeptBack(JsonIn in) {
        String packageName = null;
        String arch = null;
        Reason reason = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> packageName = in.text(PackageCodec.MAX_NAME);
                case "arch" -> arch = in.text(PackageCodec.MAX_ARCH);
                case "reason" -> reason = in.reason();
                default -> in.skip();
            }
        }
        return new KeptBack(
                JsonIn.required(packageName, "name"), JsonIn.required(arch, "arch"), JsonIn.required(reason, "reason"));
    }
}
