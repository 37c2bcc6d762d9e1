package io.fettle.api.advisory;

/** What the name and the version in a statement belong to. */
public enum PackageLevel {
    /** The source package: Debian, Ubuntu and Alpine speak of it. */
    SOURCE,
    /** The installed package: RPM families speak of it. */
    BINARY
}
