package io.fettle.inventory;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Level;
import java.util.Optional;

/**
 * {@link ComputerFacts} as bytes: version 1, then its components in their order; the level by its number. Version 2 where the
 * computer tells what runs on it, which follows then.
 */
final class FactsCodec {
    private static final int VERSION = 1;
    private static final int WITH_RUNNING = 2;

    private FactsCodec() {}

    static byte[] encode(ComputerFacts facts) {
        ByteWriter out = new ByteWriter()
                .version(facts.running().isPresent() ? WITH_RUNNING : VERSION)
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
        facts.running().ifPresent(running -> RunningCodec.write(out, running));
        return out.toBytes();
    }

    static ComputerFacts decode(byte[] bytes) {
        boolean running = bytes.length > 0 && bytes[0] == WITH_RUNNING;
        ByteReader in = new ByteReader(bytes, running ? WITH_RUNNING : VERSION);
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
                running ? Optional.of(RunningCodec.read(in)) : Optional.empty());
        in.end();
        return facts;
    }
}
