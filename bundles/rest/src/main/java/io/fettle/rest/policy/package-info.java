/**
 * The policies that the whole server goes by.
 */
@NullMarked
package io.fettle.rest.policy;

import org.jspecify.annotations.NullMarked;
