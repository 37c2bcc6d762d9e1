package io.fettle.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the manual says of the shape of things. */
final class Manual {
    private static final Pattern NAME = Pattern.compile("\"([A-Za-z]+)\"|[{}\\[\\]]");

    private Manual() {}

    /** The names of the outer object that stands first behind this text, in order. */
    static List<String> namesBehind(String lead) {
        String text = read();
        int start = text.indexOf(lead);
        if (start < 0) {
            throw new AssertionError("The manual does not say: " + lead);
        }
        List<String> names = new ArrayList<>();
        int depth = 0;
        Matcher tokens = NAME.matcher(text);
        tokens.region(text.indexOf('{', start + lead.length()), text.length());
        while (tokens.find()) {
            String token = tokens.group();
            if (token.equals("{") || token.equals("[")) {
                depth++;
            } else if (token.equals("}") || token.equals("]")) {
                depth--;
                if (depth == 0) {
                    return names;
                }
            } else if (depth == 1 && text.charAt(tokens.start() - 1) != ':') {
                names.add(tokens.group(1));
            }
        }
        throw new AssertionError("The manual breaks off behind: " + lead);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../../docs/rest-api.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
