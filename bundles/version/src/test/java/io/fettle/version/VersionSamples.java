package io.fettle.version;

import java.util.Random;

/** Random versions that look like real ones: small alphabets, so that near misses are frequent. */
final class VersionSamples {

    private static final String[] PIECES = {
        "0",
        "1",
        "2",
        "9",
        "10",
        "00",
        "01",
        "012",
        "20",
        "100",
        "a",
        "b",
        "A",
        "Z",
        "z",
        "rc",
        "beta",
        "deb",
        "u",
        "dfsg",
        ".",
        "..",
        "+",
        "~",
        "~~",
        "git",
        "ubuntu",
        "99999999999999999999"
    };

    private final Random random;

    VersionSamples(long seed) {
        random = new Random(seed);
    }

    /** Accepted by every tool of dpkg. */
    String valid() {
        StringBuilder version = new StringBuilder();
        boolean epoch = random.nextInt(5) == 0;
        if (epoch) {
            version.append(random.nextInt(4)).append(':');
        }
        version.append(random.nextInt(3));
        boolean revision = random.nextBoolean();
        append(version, random.nextInt(6));
        if (revision) {
            if (random.nextInt(8) == 0) {
                version.append('-').append(random.nextInt(2));
            }
            version.append('-').append(random.nextInt(12));
            append(version, random.nextInt(4));
        }
        if (epoch && random.nextInt(6) == 0) {
            version.insert(version.indexOf(":") + 2, ":1");
        }
        return version.toString();
    }

    /** A version that differs from the given one in one place, or not at all. */
    String near(String version) {
        int at = 1 + random.nextInt(version.length());
        String piece = PIECES[random.nextInt(PIECES.length)];
        String changed =
                switch (random.nextInt(4)) {
                    case 0 -> version.substring(0, at) + piece + version.substring(at);
                    case 1 -> version + piece;
                    case 2 -> at < version.length() ? version.substring(0, at) + version.substring(at + 1) : version;
                    default -> version;
                };
        return DpkgVersionOrder.INSTANCE.validate(changed).isEmpty() ? changed : version;
    }

    /** Any characters at all. */
    String wild() {
        String alphabet = "019aZ~+-.:_ \u007f\u00e9\u4e2d%";
        StringBuilder version = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            version.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return version.toString();
    }

    private void append(StringBuilder version, int pieces) {
        for (int i = 0; i < pieces; i++) {
            version.append(PIECES[random.nextInt(PIECES.length)]);
        }
    }
}
