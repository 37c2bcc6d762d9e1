package io.fettle.inventory;

import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.PackageSetup;
import io.fettle.api.inventory.PinRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A setup as bytes: one of apt as version 1, then its components in their order; one of dnf as {@link RpmSetupCodec} does.
 * Equal setups have equal bytes.
 */
final class SetupCodec {
    private static final int VERSION = 1;

    private SetupCodec() {}

    static byte[] encode(PackageSetup setup) {
        return setup.either(SetupCodec::encodeApt, RpmSetupCodec::encode);
    }

    private static byte[] encodeApt(AptSetup setup) {
        ByteWriter out = new ByteWriter().version(VERSION).texts(setup.architectures());
        out.number(setup.repositories().size());
        for (AptRepository repository : setup.repositories()) {
            out.text(repository.uri())
                    .text(repository.suite())
                    .texts(repository.components())
                    .texts(repository.architectures())
                    .texts(repository.keyFingerprints());
        }
        out.number(setup.pins().size());
        for (PinRule pin : setup.pins()) {
            out.texts(pin.packages()).text(pin.kind()).text(pin.expression()).signed(pin.priority());
        }
        return out.optionalText(setup.defaultRelease()).toBytes();
    }

    static PackageSetup decode(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == RpmSetupCodec.VERSION ? RpmSetupCodec.decode(bytes) : decodeApt(bytes);
    }

    private static AptSetup decodeApt(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, VERSION);
        List<String> architectures = in.texts();
        int repositoryCount = in.size();
        List<AptRepository> repositories = new ArrayList<>(repositoryCount);
        for (int i = 0; i < repositoryCount; i++) {
            repositories.add(new AptRepository(in.text(), in.text(), in.texts(), in.texts(), in.texts()));
        }
        int pinCount = in.size();
        List<PinRule> pins = new ArrayList<>(pinCount);
        for (int i = 0; i < pinCount; i++) {
            pins.add(new PinRule(in.texts(), in.text(), in.text(), in.signed()));
        }
        AptSetup setup = new AptSetup(architectures, repositories, pins, in.optionalText());
        in.end();
        return setup;
    }
}
