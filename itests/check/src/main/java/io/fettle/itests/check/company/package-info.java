/**
 * A company small enough for one run: a real server with a signed archive, made-up computers that joined for real and have
 * one task each, and the books in which each computer keeps what was acknowledged to it.
 */
@NullMarked
package io.fettle.itests.check.company;

import org.jspecify.annotations.NullMarked;
