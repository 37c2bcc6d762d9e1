package io.fettle.protocol;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.inventory.Want;
import io.fettle.protocol.InventoryMessage.PackageKey;

/**
 * JSON of installed packages. A want that is not known here stays unknown; a word for Multi-Arch counts as none, which
 * lets the package replace nothing of another architecture.
 */
final class PackageCodec {
    static final int MAX_NAME = 200;
    static final int MAX_VERSION = 200;
    static final int MAX_ARCH = 40;

    private PackageCodec() {}

    static void write(JsonOut out, InstalledPackage installed) {
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
        RelationsCodec.write(out, item.relations());
    }

    static InstalledPackage read(JsonIn in) {
        String ecosystem = null;
        String packageName = null;
        String version = null;
        String arch = null;
        String source = null;
        String sourceVersion = null;
        MultiArch multiArch = MultiArch.NO;
        Want want = Want.INSTALL;
        boolean held = false;
        Relations relations = Relations.UNKNOWN;
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "ecosystem" -> ecosystem = in.text(20);
                case "name" -> packageName = in.text(MAX_NAME);
                case "version" -> version = in.text(MAX_VERSION);
                case "arch" -> arch = in.text(MAX_ARCH);
                case "source" -> source = in.text(MAX_NAME);
                case "sourceVersion" -> sourceVersion = in.text(MAX_VERSION);
                case "multiArch" -> multiArch = in.word(MultiArch.class).orElse(MultiArch.NO);
                case "held" -> held = in.flag();
                case RelationsCodec.NAME -> relations = RelationsCodec.read(in);
                case "want" -> want = in.word(Want.class).orElse(Want.UNKNOWN);
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
                multiArch,
                relations);
        return new InstalledPackage(item, held ? Want.HOLD : want);
    }

    static void writeKey(JsonOut out, PackageKey key) {
        out.text("name", key.name());
        out.text("arch", key.arch());
    }

    static PackageKey readKey(JsonIn in) {
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
}
