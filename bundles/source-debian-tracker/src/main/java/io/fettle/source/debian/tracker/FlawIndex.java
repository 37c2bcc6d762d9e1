package io.fettle.source.debian.tracker;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All flaws by their name. The tracker sorts by package, and one flaw is in many, so none is complete before the end.
 * What is the same is kept once; the whole is bounded, whatever comes. Not thread-safe.
 */
final class FlawIndex {
    static final int MAX_FLAWS = 300_000;
    static final int MAX_STATEMENTS = 1_000_000;
    static final long MAX_CHARACTERS = 48L << 20;

    static final String ECOSYSTEM = "deb";

    private static final Pattern ID = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,10}|TEMP-[0-9]{1,10}-[0-9A-F]{1,20}");
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]{0,199}");

    private final Map<String, Flaw> flaws = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Optional<String>> versions = new HashMap<>();
    private final Urgency urgency = new Urgency();
    private int statements;
    private long characters;

    Collection<Flaw> flaws() {
        return flaws.values();
    }

    Optional<Flaw> find(String id) {
        return Optional.ofNullable(flaws.get(id));
    }

    /** Finds it or starts it. @throws IllegalArgumentException where the name is none or they are too many */
    Flaw flaw(String id) {
        Flaw known = flaws.get(id);
        if (known != null) {
            return known;
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a flaw is named neither like CVE-2024-1086 nor like TEMP-0000000-0CA7E3");
        }
        if (flaws.size() == MAX_FLAWS) {
            throw new IllegalArgumentException("more than " + MAX_FLAWS + " flaws");
        }
        Flaw flaw = new Flaw(id);
        flaws.put(id, flaw);
        return flaw;
    }

    void describe(Flaw flaw, String text) {
        if (flaw.description().isEmpty() && !text.isBlank()) {
            String kept = text.strip();
            flaw.describe(
                    shared(kept.length() > Advisory.MAX_SUMMARY ? kept.substring(0, Advisory.MAX_SUMMARY) : kept));
        }
    }

    /** Adds a statement. @throws IllegalArgumentException where it is out of form or they are too many */
    void add(Flaw flaw, String packageName, String platform, Verdict verdict, String urgencyWord) {
        requirePackage(packageName);
        if (++statements > MAX_STATEMENTS || flaw.affected().size() == Advisory.MAX_AFFECTED) {
            throw new IllegalArgumentException("more statements than " + MAX_STATEMENTS + " in all, or than "
                    + Advisory.MAX_AFFECTED + " on one flaw");
        }
        flaw.add(statement(packageName, platform, verdict, urgency.rating(urgencyWord)));
    }

    /** Completes the statement at this place with a reason that another file has. */
    void explain(Flaw flaw, int at, Verdict better) {
        Affected known = flaw.affected().get(at);
        if (known.note().isEmpty()
                && known.status() == better.status()
                && !better.note().isEmpty()) {
            Verdict explained = new Verdict(known.status(), known.fixed(), better.note());
            flaw.affected().set(at, statement(known.name(), known.platform(), explained, known.rating()));
        }
    }

    static void requirePackage(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a source package is out of form");
        }
    }

    private Affected statement(String packageName, String platform, Verdict verdict, Optional<Rating> rating) {
        return new Affected(
                ECOSYSTEM,
                platform,
                PackageLevel.SOURCE,
                shared(packageName),
                List.of(),
                "",
                verdict.status(),
                verdict.fixed().flatMap(this::version),
                rating,
                shared(verdict.note()));
    }

    private Optional<String> version(String text) {
        return versions.computeIfAbsent(shared(text), Optional::of);
    }

    private String shared(String text) {
        String known = texts.get(text);
        if (known != null) {
            return known;
        }
        characters += text.length();
        if (characters > MAX_CHARACTERS) {
            throw new IllegalArgumentException("more than " + MAX_CHARACTERS + " characters of text");
        }
        texts.put(text, text);
        return text;
    }
}
