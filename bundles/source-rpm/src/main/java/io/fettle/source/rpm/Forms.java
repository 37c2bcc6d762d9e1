package io.fettle.source.rpm;

/** What names, versions and paths of packages look like where nothing is wrong with them. */
final class Forms {
    private static final int MAX_NAME = 200;
    private static final int MAX_PATH = 1000;
    private static final int MAX_DIGITS = 18;

    private Forms() {}

    static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= MAX_NAME && isWord(name.charAt(0)) && hasOnly(name, "+-._");
    }

    static boolean isArch(String arch) {
        return !arch.isEmpty() && arch.length() <= 40 && hasOnly(arch, "_");
    }

    /** A version or a release; a hyphen would join the two. */
    static boolean isVersion(String version) {
        return !version.isEmpty() && version.length() <= MAX_NAME && hasOnly(version, "+._~^");
    }

    /** Empty stands for 0. */
    static boolean isEpoch(String epoch) {
        return epoch.isEmpty() || (isNumber(epoch) && epoch.length() <= 10);
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static boolean isPath(String path) {
        if (path.isEmpty() || path.length() > MAX_PATH || !hasOnly(path, "+-.~:/_%@,=^")) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    static boolean isSha256(String hex) {
        return hex.length() == 64 && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static boolean hasOnly(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            if (!isWord(text.charAt(i)) && others.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
