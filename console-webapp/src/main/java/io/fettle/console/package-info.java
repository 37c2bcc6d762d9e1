/**
 * The web console. Its page is built by npm and lies in this bundle as files; what is here serves them, and only them.
 */
@NullMarked
package io.fettle.console;

import org.jspecify.annotations.NullMarked;
