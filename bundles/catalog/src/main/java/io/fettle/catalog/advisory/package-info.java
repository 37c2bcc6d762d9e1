/**
 * Advisories and notes of the catalog: collected, laid out as one segment for each collection, and read in place. Apart
 * from packages, because they are looked up by what they are about and change as whole collections.
 */
@NullMarked
package io.fettle.catalog.advisory;

import org.jspecify.annotations.NullMarked;
