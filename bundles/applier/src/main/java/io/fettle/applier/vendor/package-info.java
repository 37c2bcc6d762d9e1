/**
 * The vendor's own chain, verified with the computer's own keys: signed list, index, package.
 */
@NullMarked
package io.fettle.applier.vendor;

import org.jspecify.annotations.NullMarked;
