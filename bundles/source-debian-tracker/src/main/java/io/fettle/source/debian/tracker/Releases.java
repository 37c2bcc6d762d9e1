package io.fettle.source.debian.tracker;

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The releases whose statements are wanted: code name to platform. Unstable has no number, so it is none of them. */
record Releases(Map<String, String> platforms) {
    private static final int MAX_RELEASES = 30;
    private static final Pattern WORD = Pattern.compile("([a-z]{1,30})(?:=(Debian:[0-9]{1,3}))?");
    private static final Map<String, String> BUILT_IN = builtIn();

    Releases {
        platforms = Collections.unmodifiableMap(new LinkedHashMap<>(platforms));
    }

    private static Map<String, String> builtIn() {
        Map<String, String> numbered = new LinkedHashMap<>();
        int number = 8;
        for (String codename :
                new String[] {"jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "duke"}) {
            numbered.put(codename, "Debian:" + number++);
        }
        return numbered;
    }

    /**
     * Reads words such as {@code bookworm trixie erik=Debian:16}.
     *
     * @param text empty for all that are built in
     */
    static Releases parse(String text) {
        if (text.isBlank()) {
            return new Releases(BUILT_IN);
        }
        Map<String, String> chosen = new LinkedHashMap<>();
        String[] words = text.strip().split("[\\s,]+");
        for (String word : words) {
            Matcher form = WORD.matcher(word);
            if (!form.matches() || words.length > MAX_RELEASES) {
                throw invalid("must be at most " + MAX_RELEASES + " words like bookworm or erik=Debian:16");
            }
            String codename = form.group(1);
            String platform = form.group(2) != null ? form.group(2) : BUILT_IN.get(codename);
            if (platform == null) {
                throw invalid("has \"" + codename + "\", whose number is not known; write " + codename + "=Debian:N");
            }
            chosen.put(codename, platform);
        }
        return new Releases(chosen);
    }

    Optional<String> platform(String codename) {
        return Optional.ofNullable(platforms.get(codename));
    }

    private static FettleException invalid(String problem) {
        return new FettleException(SourceError.INVALID_SOURCE, "The setting \"releases\" " + problem);
    }
}
