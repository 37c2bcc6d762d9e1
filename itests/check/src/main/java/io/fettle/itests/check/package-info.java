/**
 * Fault checks: real parts, killed at moments that a seed chooses, and afterwards the question whether everything that was
 * acknowledged is there, once. What a check promises stands in docs/checks.md.
 */
@NullMarked
package io.fettle.itests.check;

import org.jspecify.annotations.NullMarked;
