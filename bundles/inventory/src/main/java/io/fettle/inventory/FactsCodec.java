package io.fettle.inventory;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.Level;

/** {@link ComputerFacts} as bytes: version 1, then its components in their order; the level by its number. */
final class FactsCodec {
    private static final int VERSION = 1;

    private FactsCodec() {}

    static byte[] encode(ComputerFacts facts) {
        return new ByteWriter()
                .version(VERSION)
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
                .text(facts.bootId())
                .toBytes();
    }

    static ComputerFacts decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, VERSION);
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
                Level.values()[in.number()],
                in.text(),
                in.text());
        in.end();
        return facts;
    }
}
