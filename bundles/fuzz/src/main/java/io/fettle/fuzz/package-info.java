/**
 * Damaged and hostile input for whoever tests a parser: the same for the same seed. It stands below everything else, so that
 * the libraries' own tests use it too.
 */
@NullMarked
package io.fettle.fuzz;

import org.jspecify.annotations.NullMarked;
