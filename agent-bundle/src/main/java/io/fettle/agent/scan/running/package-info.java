/**
 * Finds out what runs that is older than what is installed: the kernel, and services that still use code which was replaced
 * on disk. Reads files of {@code /proc} and starts nothing.
 */
@NullMarked
package io.fettle.agent.scan.running;

import org.jspecify.annotations.NullMarked;
