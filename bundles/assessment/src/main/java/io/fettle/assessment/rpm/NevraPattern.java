package io.fettle.assessment.rpm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of packages as dnf reads it: of the forms that it can have, the first that any package has counts. Every part
 * may be a glob. Immutable.
 */
final class NevraPattern {
    private static final String ANY = "*";

    private final String text;
    private final String plainStart;
    private final List<Form> forms;

    private NevraPattern(String text, List<Form> forms) {
        this.text = text;
        this.plainStart = text.split("[*?\\[\\\\]", 2)[0];
        this.forms = forms;
    }

    /** @param epoch a number, or any */
    record Form(String name, String epoch, String version, String release, String arch) {
        /** The version that it means; empty where it leaves that open. */
        Optional<String> exactVersion() {
            String evr = (epoch.equals(ANY) ? "" : epoch + ':') + version + (release.equals(ANY) ? "" : '-' + release);
            return evr.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0) ? Optional.empty() : Optional.of(evr);
        }

        boolean takes(Nevra nevra) {
            return FileGlob.matches(name, nevra.name())
                    && (epoch.equals(ANY) || epoch.equals(nevra.epoch()))
                    && FileGlob.matches(version, nevra.version())
                    && FileGlob.matches(release, nevra.release())
                    && FileGlob.matches(arch, nevra.arch());
        }
    }

    /** By architecture, then release, then version; the plain name last. */
    static NevraPattern of(String text) {
        List<Form> forms = new ArrayList<>();
        int dot = text.lastIndexOf('.');
        if (dot > 0) {
            nevr(text.substring(0, dot), text.substring(dot + 1)).ifPresent(forms::add);
        }
        nevr(text, ANY).ifPresent(forms::add);
        nev(text).ifPresent(forms::add);
        if (dot > 0) {
            forms.add(new Form(text.substring(0, dot), ANY, ANY, ANY, text.substring(dot + 1)));
        }
        forms.add(new Form(text, ANY, ANY, ANY, ANY));
        return new NevraPattern(text, List.copyOf(forms));
    }

    private static Optional<Form> nevr(String text, String arch) {
        int release = text.lastIndexOf('-');
        return release <= 0 || release == text.length() - 1
                ? Optional.empty()
                : nev(text.substring(0, release))
                        .map(form -> new Form(form.name, form.epoch, form.version, text.substring(release + 1), arch));
    }

    private static Optional<Form> nev(String text) {
        int version = text.lastIndexOf('-');
        if (version <= 0 || version == text.length() - 1) {
            return Optional.empty();
        }
        String name = text.substring(0, version);
        String rest = text.substring(version + 1);
        int colon = rest.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Form(name, ANY, rest, ANY, ANY)
                        : new Form(name, rest.substring(0, colon), rest.substring(colon + 1), ANY, ANY));
    }

    /** False where no form can be about packages of this name, quickly told: a computer may have a lock for each package. */
    boolean mayBeAbout(String name) {
        return plainStart.startsWith(name) || name.startsWith(plainStart);
    }

    /** The first form that is about packages of this name. */
    Optional<Form> about(String name) {
        return mayBeAbout(name) ? firstAbout(name) : Optional.empty();
    }

    private Optional<Form> firstAbout(String name) {
        return forms.stream()
                .filter(form -> FileGlob.matches(form.name(), name))
                .findFirst();
    }

    String text() {
        return text;
    }

    boolean takes(Nevra nevra) {
        return mayBeAbout(nevra.name()) && forms.stream().anyMatch(form -> form.takes(nevra));
    }

    /** The forms that count among these packages: the first that one of them has; all where none has any. */
    List<Form> among(Collection<Nevra> packages) {
        return forms.stream()
                .filter(form -> packages.stream().anyMatch(form::takes))
                .findFirst()
                .map(List::of)
                .orElse(forms);
    }
}
