/**
 * Patch source: apt repositories. Whatever the mirror serves is believed only as far as the archive's own signature
 * reaches: signed list, index, package, each by SHA-256.
 */
@NullMarked
package io.fettle.source.apt;

import org.jspecify.annotations.NullMarked;
