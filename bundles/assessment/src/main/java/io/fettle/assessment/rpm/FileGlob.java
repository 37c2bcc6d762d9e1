package io.fettle.assessment.rpm;

/** Shell patterns (fnmatch without flags), matched in time that grows with both lengths and no faster. */
final class FileGlob {
    private FileGlob() {}

    static boolean matches(String glob, String text) {
        int at = 0;
        int position = 0;
        int star = -1;
        int resume = 0;
        while (position < text.length()) {
            int next = at < glob.length() ? step(glob, at, text.charAt(position)) : -1;
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                resume = position;
            } else if (next > 0) {
                at = next;
                position++;
            } else if (star >= 0) {
                at = star + 1;
                position = ++resume;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        return at == glob.length();
    }

    /** Where the pattern goes on after taking the character; -1 where it does not take it. */
    private static int step(String glob, int at, char c) {
        char wanted = glob.charAt(at);
        int end = wanted == '[' ? glob.indexOf(']', at + 2) : -1;
        if (end > 0) {
            return takes(glob.substring(at + 1, end), c) ? end + 1 : -1;
        }
        if (wanted == '\\' && at + 1 < glob.length()) {
            return glob.charAt(at + 1) == c ? at + 2 : -1;
        }
        return wanted == '?' || wanted == c ? at + 1 : -1;
    }

    private static boolean takes(String set, char c) {
        boolean inverted = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int i = inverted ? 1 : 0; i < set.length(); i++) {
            if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
                found |= c >= set.charAt(i) && c <= set.charAt(i + 2);
                i += 2;
            } else {
                found |= c == set.charAt(i);
            }
        }
        return found != inverted;
    }
}
