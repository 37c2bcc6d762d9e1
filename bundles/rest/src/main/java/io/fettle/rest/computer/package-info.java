/**
 * Computers, and what is known about each.
 */
@NullMarked
package io.fettle.rest.computer;

import org.jspecify.annotations.NullMarked;
