package io.fettle.protocol;

import io.fettle.api.inventory.ReplacedPackage;
import java.util.List;

/** JSON of packages that go because another one comes; nothing is written where there are none. */
final class ReplacedCodec {
    static final String NAME = "replaces";
    private static final int MAX = 100;

    private ReplacedCodec() {}

    static void write(JsonOut out, List<ReplacedPackage> replaced) {
        if (!replaced.isEmpty()) {
            out.list(NAME, replaced, (o, one) -> {
                o.text("name", one.name());
                o.text("arch", one.arch());
                o.text("version", one.version());
            });
        }
    }

    static List<ReplacedPackage> readAll(JsonIn in) {
        return in.list(MAX, ReplacedCodec::read);
    }

    private static ReplacedPackage read(JsonIn in) {
        String packageName = null;
        String arch = null;
        String version = null;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> packageName = in.text(PackageCodec.MAX_NAME);
                case "arch" -> arch = in.text(PackageCodec.MAX_ARCH);
                case "version" -> version = in.text(PackageCodec.MAX_VERSION);
                default -> in.skip();
            }
        }
        return new ReplacedPackage(
                JsonIn.required(packageName, "name"),
                JsonIn.required(arch, "arch"),
                JsonIn.required(version, "version"));
    }
}
