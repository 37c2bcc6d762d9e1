/**
 * Filling this server with a synthetic fleet.
 */
@NullMarked
package io.fettle.rest.demo;

import org.jspecify.annotations.NullMarked;
