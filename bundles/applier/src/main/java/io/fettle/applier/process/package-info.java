/**
 * Programs of the operating system: run without a shell, in an environment of our own, with a limit of time and of what
 * they may say.
 */
@NullMarked
package io.fettle.applier.process;

import org.jspecify.annotations.NullMarked;
