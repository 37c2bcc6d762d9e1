package io.fettle.api.advisory;

/**
 * How the catalog keeps what changelogs of packages say: as advisories of a source of their own, on a platform that no
 * computer has. So they count for nobody's exposure, and whoever asks for them gets them.
 */
public final class Changelogs {
    /** The source's id in the catalog. */
    public static final String SOURCE = "changelogs";

    private Changelogs() {}

    /** Versions of one vendor are comparable whatever the release; those of several are not. @param origin of the repository */
    public static String platform(String origin) {
        return SOURCE + ':' + origin;
    }
}
