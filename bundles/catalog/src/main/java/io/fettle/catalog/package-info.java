/**
 * The catalog: what vendors offer, as immutable revisions in memory. Each index is a compact binary segment in the depot,
 * so that a restart reads a few megabytes instead of parsing every index again.
 */
@NullMarked
package io.fettle.catalog;

import org.jspecify.annotations.NullMarked;
