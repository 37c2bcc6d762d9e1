package io.fettle.version;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random versions of an ecosystem, valid or not, made of a few pieces so that near misses are frequent. */
final class GeneratedVersions {

    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "9", "10", "00", "01", "001", "18446744073709551616", "99999999999999999999");

    private static final Map<String, List<String>> PIECES = Map.of(
            "deb", List.of(".", ".", "-", "+", "~", "~~", ":", "a", "Z", "z", "rc", "git", "_"),
            "rpm", List.of(".", "..", "_", "+", "~", "^", "-", ":", "a", "Z", "z", "rc", "fc", "git", "~~", "^^"),
            "apk",
                    List.of(
                            ".", ".", ".", "_alpha", "_beta", "_pre", "_rc", "_cvs", "_svn", "_git", "_hg", "_p", "a",
                            "b", "z", "-r", "-r", "~a", "~0f", "_foo", "_", "-"),
            "semver", List.of(".", ".", ".", "-", "-", "+", "a", "Z", "alpha", "rc", "-0.", "--"),
            "windows", List.of(".", ".", ".", ".", ".", "a"));

    private static final String WILD = "019aZr~^+-.:_ \u0000\u007f\u00e9\u0661\u4e2d\uffff%";

    private final Random random;
    private final String ecosystem;

    GeneratedVersions(String ecosystem, long seed) {
        this.ecosystem = ecosystem;
        random = new Random(seed);
    }

    String next() {
        StringBuilder version = new StringBuilder(start());
        for (int i = random.nextInt(6); i > 0; i--) {
            version.append(random.nextBoolean() ? piece() : number());
        }
        return version.toString();
    }

    /** A version that differs from the given one in one place, or not at all. */
    String near(String version) {
        int at = random.nextInt(version.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> version.substring(0, at) + piece() + version.substring(at);
            case 1 -> version + (random.nextBoolean() ? piece() : number());
            case 2 ->
                at < version.length() && version.length() > 1
                        ? version.substring(0, at) + version.substring(at + 1)
                        : version;
            default -> version;
        };
    }

    /** Any characters at all. */
    String wild() {
        StringBuilder version = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            version.append(WILD.charAt(random.nextInt(WILD.length())));
        }
        return version.toString();
    }

    private String start() {
        return ecosystem.equals("semver")
                ? random.nextInt(2) + "." + random.nextInt(2) + "." + random.nextInt(11)
                : number();
    }

    private String number() {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    private String piece() {
        List<String> pieces = PIECES.get(ecosystem);
        return pieces.get(random.nextInt(pieces.size()));
    }
}
