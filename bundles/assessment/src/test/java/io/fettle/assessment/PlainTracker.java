package io.fettle.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the tracker's JSON and a computer's packages in the plainest way there is: each package, each flaw, one after the
 * other. Shares nothing with what it is held against, neither the reading nor the names nor the order of versions.
 */
final class PlainTracker {
    static final String FIX_MISSING = "fix missing";
    static final String NO_FIX = "no fix";

    private final JsonNode root;

    PlainTracker(byte[] json) throws IOException {
        root = new ObjectMapper().readTree(json);
    }

    JsonNode root() {
        return root;
    }

    /** A line of {@code dpkg -l}, with the source that it is from. */
    record Installed(String name, String version, String source, String sourceVersion) {
        /** As dpkg's status file has it: {@code Source: name (version)}, both of which may be absent. */
        static Installed of(String name, String version, String sourceField) {
            String[] part = sourceField.replaceAll("[()]", "").split(" ");
            String source = sourceField.isEmpty() ? name : part[0];
            return new Installed(name, version, source, part.length > 1 ? part[1] : version);
        }
    }

    /** What a computer is exposed to: CVE to {@link #FIX_MISSING}, or to {@link #NO_FIX} where no package's is known. */
    Map<String, String> exposures(String codename, Iterable<Installed> packages) {
        Map<String, String> found = new TreeMap<>();
        for (Installed one : packages) {
            root.path(trackedName(one)).fields().forEachRemaining(flaw -> {
                JsonNode release = flaw.getValue().path("releases").path(codename);
                String state = state(release, trackedVersion(one));
                if (flaw.getKey().startsWith("CVE-") && !state.isEmpty()) {
                    found.merge(flaw.getKey(), state, (a, b) -> a.equals(b) ? a : FIX_MISSING);
                }
            });
        }
        return found;
    }

    private static String state(JsonNode release, String version) {
        switch (release.path("status").asText()) {
            case "open":
                return NO_FIX;
            case "resolved":
                String fixed = release.path("fixed_version").asText();
                return !fixed.equals("0") && compare(version, fixed) < 0 ? FIX_MISSING : "";
            default:
                return "";
        }
    }

    /** What boots a computer is signed, and comes from sources of its own; empty where they hold none of the signed code. */
    private static String trackedName(Installed one) {
        String name = one.source();
        if (name.startsWith("linux-signed-")) {
            String[] part = name.split("-");
            return part.length == 4 ? "linux-" + part[2] : "linux";
        }
        if (name.startsWith("grub-efi-") && name.endsWith("-signed")) {
            return "grub2";
        }
        if (name.startsWith("shim-helpers-") || isShim(one)) {
            return "shim";
        }
        return name.equals("linux-latest") ? "" : name;
    }

    /** Its own version, a plus, and the whole version of the shim that it holds. */
    private static boolean isShim(Installed one) {
        return one.source().equals("shim-signed") && one.version().startsWith(one.sourceVersion() + '+');
    }

    /** With the plus back that stands for the hyphen in a signed source's version, and without the count of signings. */
    private static String trackedVersion(Installed one) {
        if (trackedName(one).equals(one.source())) {
            return one.sourceVersion();
        }
        if (isShim(one)) {
            return one.version().substring(one.sourceVersion().length() + 1);
        }
        String version = one.sourceVersion();
        String signed = version.startsWith("1+") && !one.source().startsWith("linux") ? version.substring(2) : version;
        int plus = signed.indexOf('+');
        return plus < 0 ? signed : signed.substring(0, plus) + '-' + signed.substring(plus + 1);
    }

    /** Debian Policy 5.6.12, sentence by sentence. */
    static int compare(String left, String right) {
        int epochs = Long.compare(epoch(left), epoch(right));
        if (epochs != 0) {
            return epochs;
        }
        String a = left.substring(left.indexOf(':') + 1);
        String b = right.substring(right.indexOf(':') + 1);
        int upstreams = part(upstream(a), upstream(b));
        return upstreams != 0 ? upstreams : part(revision(a), revision(b));
    }

    private static long epoch(String version) {
        return version.contains(":") ? Long.parseLong(version.substring(0, version.indexOf(':'))) : 0;
    }

    private static String upstream(String version) {
        return version.contains("-") ? version.substring(0, version.lastIndexOf('-')) : version;
    }

    private static String revision(String version) {
        return version.contains("-") ? version.substring(version.lastIndexOf('-') + 1) : "0";
    }

    private static int part(String left, String right) {
        String a = left;
        String b = right;
        while (!a.isEmpty() || !b.isEmpty()) {
            String wordA = a.replaceFirst("[0-9].*", "");
            String wordB = b.replaceFirst("[0-9].*", "");
            int words = word(wordA, wordB);
            if (words != 0) {
                return words;
            }
            a = a.substring(wordA.length());
            b = b.substring(wordB.length());
            String numberA = a.replaceFirst("[^0-9].*", "");
            String numberB = b.replaceFirst("[^0-9].*", "");
            int numbers = new BigInteger('0' + numberA).compareTo(new BigInteger('0' + numberB));
            if (numbers != 0) {
                return numbers;
            }
            a = a.substring(numberA.length());
            b = b.substring(numberB.length());
        }
        return 0;
    }

    private static int word(String left, String right) {
        for (int i = 0; i < Math.max(left.length(), right.length()); i++) {
            int order = Integer.compare(weight(left, i), weight(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The tilde before the end, the end before letters, letters before everything else. */
    private static int weight(String word, int at) {
        if (at >= word.length()) {
            return 0;
        }
        char sign = word.charAt(at);
        if (sign == '~') {
            return -1;
        }
        return Character.isLetter(sign) ? sign : sign + 1000;
    }
}
