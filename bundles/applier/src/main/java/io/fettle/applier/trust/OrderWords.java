package io.fettle.applier.trust;

import io.fettle.protocol.Order;
import java.util.regex.Pattern;

/** Which words an order of one kind may use: nothing that could be an option, a path or a tag. */
enum OrderWords {
    DEB(
            "[a-z0-9][a-z0-9+.-]{1,199}",
            "[a-z0-9][a-z0-9-]{0,39}",
            "[A-Za-z0-9][A-Za-z0-9.+~:-]{0,199}",
            ".deb",
            "(.*/)?Packages(\\.xz|\\.gz)?",
            "[a-z0-9][a-z0-9-]{0,39}"),
    RPM(
            "[A-Za-z0-9_][A-Za-z0-9._+-]{0,199}",
            "[A-Za-z0-9_]{1,32}",
            "([0-9]{1,10}:)?[A-Za-z0-9._+~^]{1,90}-[A-Za-z0-9._+~^]{1,90}",
            ".rpm",
            "(.*/)?[A-Za-z0-9._-]+\\.(xml|yaml|yml)(\\.(gz|xz|zst|bz2))?",
            "");

    private final Pattern name;
    private final Pattern arch;
    private final Pattern version;
    private final String ending;
    private final Pattern list;
    private final Pattern listArch;

    OrderWords(String name, String arch, String version, String ending, String list, String listArch) {
        this.name = Pattern.compile(name);
        this.arch = Pattern.compile(arch);
        this.version = Pattern.compile(version);
        this.ending = ending;
        this.list = Pattern.compile(list);
        this.listArch = Pattern.compile(listArch);
    }

    static OrderWords of(Order.Kind kind) {
        return switch (kind) {
            case UPGRADE -> DEB;
            case RPM_UPGRADE -> RPM;
        };
    }

    boolean isName(String word) {
        return name.matcher(word).matches();
    }

    boolean isArch(String word) {
        return arch.matcher(word).matches();
    }

    boolean isVersion(String word) {
        return version.matcher(word).matches();
    }

    boolean isPackage(String path) {
        return path.endsWith(ending);
    }

    boolean isList(String path) {
        return list.matcher(path).matches();
    }

    boolean isListArch(String word) {
        return listArch.matcher(word).matches();
    }

    /** Whether one package may take the place of another. */
    boolean mayReplace() {
        return this == RPM;
    }

    /** Whether a repository is one as a whole, and need not have a name. */
    boolean mayLackSuite() {
        return this == RPM;
    }
}
