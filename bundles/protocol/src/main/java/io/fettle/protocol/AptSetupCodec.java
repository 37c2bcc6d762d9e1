package io.fettle.protocol;

import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.PinRule;
import java.util.List;

/** JSON of a computer's repositories and pins. */
final class AptSetupCodec {
    private static final int MAX_TEXT = 300;
    private static final int MAX_REPOSITORIES = 500;
    private static final int MAX_PINS = 2000;
    private static final int MAX_EXPRESSION = 1000;

    private AptSetupCodec() {}

    static void write(JsonOut out, AptSetup apt) {
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

    static AptSetup read(JsonIn in) {
        List<String> architectures = List.of();
        List<AptRepository> repositories = List.of();
        List<PinRule> pins = List.of();
        String defaultRelease = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "architectures" -> architectures = in.texts(20, PackageCodec.MAX_ARCH);
                case "repositories" -> repositories = in.list(MAX_REPOSITORIES, AptSetupCodec::readRepository);
                case "pins" -> pins = in.list(MAX_PINS, AptSetupCodec::readPin);
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
                case "architectures" -> architectures = in.texts(20, PackageCodec.MAX_ARCH);
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
}
