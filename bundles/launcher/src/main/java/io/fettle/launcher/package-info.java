/**
 * The work behind the {@code fettle} script: starts and stops one instance, speaks to its API, enrols this machine. Plain Java
 * with a main of its own; see ADR 5.
 */
@NullMarked
package io.fettle.launcher;

import org.jspecify.annotations.NullMarked;
