package io.fettle.agent.stage;

import io.fettle.agent.scan.PackageNames;
import io.fettle.protocol.Order;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which words an order of one kind may use for its packages; the applier has its own. */
enum OrderWords {
    DEB(PackageNames::isPlainName, PackageNames::isArch, PackageNames::isVersion),
    RPM(
            matching("[A-Za-z0-9_][A-Za-z0-9._+-]{0,199}"),
            matching("[A-Za-z0-9_]{1,32}"),
            matching("([0-9]{1,10}:)?[A-Za-z0-9._+~^]{1,90}-[A-Za-z0-9._+~^]{1,90}"));

    private final Predicate<String> name;
    private final Predicate<String> arch;
    private final Predicate<String> version;

    OrderWords(Predicate<String> name, Predicate<String> arch, Predicate<String> version) {
        this.name = name;
        this.arch = arch;
        this.version = version;
    }

    static OrderWords of(Order.Kind kind) {
        return switch (kind) {
            case UPGRADE -> DEB;
            case RPM_UPGRADE -> RPM;
        };
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    /** Whether a repository is one as a whole, and need not have a name. */
    boolean mayLackSuite() {
        return this == RPM;
    }

    boolean isName(String word) {
        return name.test(word);
    }

    boolean isArch(String word) {
        return arch.test(word);
    }

    boolean isVersion(String word) {
        return version.test(word);
    }
}
