/**
 * Decides who may call what, before anything else happens: default deny, one declared role per endpoint.
 */
@NullMarked
package io.fettle.rest.access;

import org.jspecify.annotations.NullMarked;
