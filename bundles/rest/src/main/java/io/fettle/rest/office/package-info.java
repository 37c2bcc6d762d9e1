/**
 * Remote offices and their distribution servers.
 */
@NullMarked
package io.fettle.rest.office;

import org.jspecify.annotations.NullMarked;
