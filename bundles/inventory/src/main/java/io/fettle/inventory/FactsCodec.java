package io.fettle.inventory;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Level;
import java.time.LocalDate;
import java.util.Optional;

/**
 * {@link ComputerFacts} as bytes: version 1, then its components in their order; the level by its number. Version 2 where the
 * computer tells what runs on it, which follows then. Version 3 where its operating system names its last day of support:
 * whether it tells what runs on it, that, and the day.
 */
final class FactsCodec {
    private static final int VERSION = 1;
    private static final int WITH_RUNNING = 2;
    private static final int WITH_SUPPORT_END = 3;

    private FactsCodec() {}

    static byte[] encode(ComputerFacts facts) {
        ByteWriter out = new ByteWriter()
                .version(version(facts))
                .text(facts.hostname())
                .texts(facts.addresses())
                .text(facts.osId())
                .text(facts.osVersion())
                .text(facts.osCodename())
                .text(facts.osName())
                .text(facts.runningKernel())
                .optionalText(facts.newestKernel())
                .flag(facts.rebootRequired())
                .texts(facts.architectures())
                .number(facts.level().ordinal())
                .text(facts.agentVersion())
                .text(facts.bootId());
        if (facts.supportEnd().isPresent()) {
            out.flag(facts.running().isPresent());
        }
        facts.running().ifPresent(running -> RunningCodec.write(out, running));
        facts.supportEnd().ifPresent(end -> out.bigNumber(end.toEpochDay()));
        return out.toBytes();
    }

    private static int version(ComputerFacts facts) {
        if (facts.supportEnd().isPresent()) {
            return WITH_SUPPORT_END;
        }
        return facts.running().isPresent() ? WITH_RUNNING : VERSION;
    }

    static ComputerFacts decode(byte[] bytes) {
        int version = bytes.length > 0 && bytes[0] > VERSION && bytes[0] <= WITH_SUPPORT_END ? bytes[0] : VERSION;
        ByteReader in = new ByteReader(bytes, version);
        ComputerFacts facts = new ComputerFacts(
                in.text(),
                in.texts(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.optionalText(),
                in.flag(),
                in.texts(),
                in.word(Level.values()),
                in.text(),
                in.text(),
                version == WITH_RUNNING || (version == WITH_SUPPORT_END && in.flag())
                        ? Optional.of(RunningCodec.read(in))
                        : Optional.empty(),
                version == WITH_SUPPORT_END ? Optional.of(LocalDate.ofEpochDay(in.bigNumber())) : Optional.empty());
        in.end();
        return facts;
    }
}
