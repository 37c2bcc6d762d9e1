package io.fettle.protocol;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Level;
import io.fettle.api.running.Running;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** JSON of what a computer says of itself. A level that is not known here counts as the lowest right. */
final class FactsCodec {
    private static final int MAX_TEXT = 300;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2199;

    private FactsCodec() {}

    static void write(JsonOut out, ComputerFacts facts) {
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
        facts.running().ifPresent(running -> out.object("running", o -> RunningCodec.write(o, running)));
        facts.supportEnd().ifPresent(end -> out.text("supportEnd", end.toString()));
    }

    static ComputerFacts read(JsonIn in) {
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
        Running running = null;
        Optional<LocalDate> supportEnd = Optional.empty();
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
                case "architectures" -> architectures = in.texts(20, PackageCodec.MAX_ARCH);
                case "level" -> level = in.word(Level.class).orElse(Level.L0);
                case "agentVersion" -> agentVersion = in.text(64);
                case "bootId" -> bootId = in.text(64);
                case "running" -> running = RunningCodec.read(in);
                case "supportEnd" -> supportEnd = day(in.text(MAX_TEXT));
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
                bootId,
                JsonIn.optional(running),
                supportEnd);
    }

    /** What is no day of these centuries is none, which its message's digest does not agree to. */
    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
