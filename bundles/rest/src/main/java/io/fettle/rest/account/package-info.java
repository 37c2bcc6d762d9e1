/**
 * The accounts of people.
 */
@NullMarked
package io.fettle.rest.account;

import org.jspecify.annotations.NullMarked;
