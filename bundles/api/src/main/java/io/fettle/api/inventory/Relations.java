package io.fettle.api.inventory;

import java.util.Map;

/**
 * What a package says of others, in the words of its ecosystem ({@code libc6 (>= 2.36), default-mta | mail-transport-agent});
 * whoever reasons about them takes them apart. Immutable; two are equal where they say the same in the same words.
 *
 * @param known whether anybody told; where not, there is no text
 * @param text a line for each kind that there is, in the order of the kinds: its letter, then its words
 */
public record Relations(boolean known, String text) {
    /** Nobody told. */
    public static final Relations UNKNOWN = new Relations(false, "");

    /** It says nothing of any other package. */
    public static final Relations NONE = new Relations(true, "");

    private static final Kind[] KINDS = Kind.values();

    /** The field of a Debian package that says it. */
    public enum Kind {
        PRE_DEPENDS('Q', "Pre-Depends"),
        DEPENDS('D', "Depends"),
        RECOMMENDS('R', "Recommends"),
        BREAKS('B', "Breaks"),
        CONFLICTS('C', "Conflicts"),
        PROVIDES('P', "Provides");

        private final char letter;
        private final String field;

        Kind(char letter, String field) {
            this.letter = letter;
            this.field = field;
        }

        /** Its name in a package's control data. */
        public String field() {
            return field;
        }
    }

    public Relations {
        if (!known && !text.isEmpty()) {
            throw new IllegalArgumentException("What nobody told has no text");
        }
    }

    /**
     * Nothing for a kind that is absent or blank. Control characters become blanks, which mean nothing between words and are
     * allowed within none.
     */
    public static Relations of(Map<Kind, String> words) {
        StringBuilder text = new StringBuilder();
        for (Kind kind : KINDS) {
            String said = words.getOrDefault(kind, "");
            if (!said.isBlank()) {
                text.append(kind.letter).append(inOneLine(said)).append('\n');
            }
        }
        return text.length() == 0 ? NONE : new Relations(true, text.toString());
    }

    /** The words of a kind; empty where it says nothing of it. */
    public String words(Kind kind) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (text.charAt(start) == kind.letter) {
                return text.substring(start + 1, end);
            }
            start = end + 1;
        }
        return "";
    }

    /**
     * Reads a text as {@link #text} gives it.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Relations read(String text) {
        int kind = -1;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            int next = kind + 1;
            while (next < KINDS.length && KINDS[next].letter != text.charAt(start)) {
                next++;
            }
            if (end <= start + 1 || next == KINDS.length) {
                throw new IllegalArgumentException("Not the relations of a package");
            }
            kind = next;
            start = end + 1;
        }
        return text.isEmpty() ? NONE : new Relations(true, text);
    }

    private static String inOneLine(String words) {
        for (int i = 0; i < words.length(); i++) {
            if (words.charAt(i) < ' ') {
                return words.replaceAll("\\p{Cntrl}+", " ").strip();
            }
        }
        return words;
    }
}
