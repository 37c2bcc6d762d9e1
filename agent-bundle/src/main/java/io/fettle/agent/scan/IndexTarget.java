package io.fettle.agent.scan;

/**
 * One Packages index that apt would read, in apt's own words.
 *
 * @param uri of the repository, without user information, with a slash at the end
 * @param metaKey path of the index below the suite, for example {@code main/binary-amd64/Packages}
 * @param fileName name of the index in a directory of lists, without the ending of a compression
 * @param entry where the repository is written: a file, a colon, a number; empty where apt does not tell
 */
record IndexTarget(
        String uri, String suite, String component, String arch, String metaKey, String fileName, String entry) {
    private static final String QUOTED = "\\|{}[]<>\"^~_=!@#$%&*";

    /** Name of a file beside the index that belongs to its suite: {@code InRelease}, {@code Release.gpg}. */
    String suiteFileName(String name) {
        String tail = quoted(metaKey);
        return fileName.endsWith(tail) ? fileName.substring(0, fileName.length() - tail.length()) + name : "";
    }

    /** As apt makes a file name of a part of a URI. */
    private static String quoted(String path) {
        StringBuilder name = new StringBuilder();
        for (char c : path.toCharArray()) {
            if (c == '/') {
                name.append('_');
            } else if (QUOTED.indexOf(c) >= 0 || c <= ' ' || c >= 0x7f) {
                name.append(String.format("%%%02x", (int) c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
