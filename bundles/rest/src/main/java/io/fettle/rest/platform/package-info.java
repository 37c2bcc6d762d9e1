/**
 * Code into the running server, and what is there now.
 */
@NullMarked
package io.fettle.rest.platform;

import org.jspecify.annotations.NullMarked;
