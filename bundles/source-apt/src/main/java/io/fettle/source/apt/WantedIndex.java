package io.fettle.source.apt;

import io.fettle.format.deb822.IndexEntry;
import java.util.Optional;

/**
 * An index to import.
 *
 * @param arch as in the index's path; empty in a flat repository
 * @param stored the compressed form that is fetched, or the plain one
 * @param plain the plain form as in the signed list; some archives list compressed ones only
 */
record WantedIndex(String component, String arch, IndexEntry stored, Optional<IndexEntry> plain) {}
