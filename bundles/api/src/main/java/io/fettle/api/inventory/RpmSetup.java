package io.fettle.api.inventory;

import java.util.List;
import java.util.function.Function;

/**
 * How dnf is set up.
 *
 * @param arch the native one, as dnf's {@code $basearch}
 * @param excludes patterns of packages that are not taken from anywhere
 * @param includes patterns of the only packages that are taken; empty for all
 * @param locks entries of versionlock, those that exclude with their exclamation mark; empty where it is not in use, and
 *     where they are not known
 * @param modules active streams as {@code name:stream}: those enabled on the computer, and the defaults of others
 * @param obsoletes whether packages may take the place of those that they obsolete
 * @param locksKnown false where versionlock is in use and what it locks could not be read, or is too much to be told
 */
public record RpmSetup(
        String arch,
        List<RpmRepository> repositories,
        List<String> excludes,
        List<String> includes,
        List<String> locks,
        List<String> modules,
        boolean obsoletes,
        boolean locksKnown)
        implements PackageSetup {
    public static final int MAX_REPOSITORIES = 500;
    /** Of each list of patterns, and of streams. */
    public static final int MAX_PATTERNS = 2000;
    /** Enough to lock each package of a large computer. */
    public static final int MAX_LOCKS = 20_000;
    /** Characters of a pattern, a lock, a stream or the id of a repository. */
    public static final int MAX_PATTERN = 300;
    /** Characters. */
    public static final int MAX_URI = 1000;
    /** Of one repository. */
    public static final int MAX_URIS = 100;
    /** Of {@link #characters}. */
    public static final int MAX_CHARACTERS = 1_000_000;

    public RpmSetup {
        repositories = List.copyOf(repositories);
        excludes = List.copyOf(excludes);
        includes = List.copyOf(includes);
        locks = List.copyOf(locks);
        modules = List.copyOf(modules);
    }

    /** The length of all texts, and one more for each text of a list: a setup is kept in one piece. */
    public long characters() {
        return length(excludes)
                + length(includes)
                + length(locks)
                + length(modules)
                + repositories.stream().mapToLong(RpmSetup::length).sum();
    }

    private static long length(RpmRepository repository) {
        return repository.id().length()
                + repository.mirrors().length()
                + length(repository.baseUrls())
                + length(repository.excludes())
                + length(repository.includes());
    }

    private static long length(List<String> texts) {
        return texts.stream().mapToLong(text -> text.length() + 1L).sum();
    }

    @Override
    public List<String> architectures() {
        return List.of(arch);
    }

    @Override
    public <T> T either(Function<AptSetup, T> apt, Function<RpmSetup, T> rpm) {
        return rpm.apply(this);
    }
}
