/**
 * The only part of Fettle with root, a process per order: believes nobody but files of the computer's owner, verifies the
 * order, the vendor's signatures and every package again, lets apt or dnf do exactly what the order says from a directory of
 * its own, and heals what was interrupted.
 */
@NullMarked
package io.fettle.applier;

import org.jspecify.annotations.NullMarked;
