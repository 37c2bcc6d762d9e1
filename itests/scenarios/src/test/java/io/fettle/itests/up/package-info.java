/**
 * The first of the two commands that a newcomer types, on the machine that the tests run on: with its packages, its apt and
 * the mirrors that it uses.
 */
@NullMarked
package io.fettle.itests.up;

import org.jspecify.annotations.NullMarked;
